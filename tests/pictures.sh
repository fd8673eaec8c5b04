#!/usr/bin/env bash
# Draws docs/pictures: each page as a browser shows it, from the shipped references. Needs Chromium on the path, or its name in BENCH_CHROMIUM.
# Fonts differ from machine to machine, and so do the bytes: no test compares them.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
browser=${BENCH_CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[[ -n $browser ]] || { echo "error: there is no Chromium. Install it, or name it in BENCH_CHROMIUM." >&2; exit 2; }
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT
mkdir -p "$root/docs/pictures"

draw() { # NAME HEIGHT: of the page of that name
    "$browser" --headless=new --no-sandbox --disable-gpu --hide-scrollbars --force-prefers-reduced-motion --user-data-dir="$pages/profile" \
        --window-size="1400,$2" --virtual-time-budget=3000 --screenshot="$root/docs/pictures/$1.png" "file://$pages/$1.html" > "$pages/browser.log" 2>&1 \
        || { cat "$pages/browser.log" >&2; exit 1; }
}

# Pages show their commands: file names are relative, so that no folder of this machine is in a picture.
bench() { (cd "$pages" && "$root/run-bench.sh" "$@") > "$pages/bench.log" 2>&1 || { cat "$pages/bench.log" >&2; exit 1; }; }

bench report "$root/results/film-reviews/sst2-bert-mini" --out run.html
bench explain --model sst2-bert-mini --text "Not a dull moment in it, though the ending is a mess." --html explanation.html \
    --explainer integrated-gradients --explainer kernel-shap --explainer leave-one-out --explainer attention
bench compare "$root/results/closed-form/linear" "$root/results/closed-form/gates" --html comparison.html
draw run 1000
draw explanation 1000
draw comparison 1000
