#!/usr/bin/env bash
# Runs on a machine with a GPU what `pack.sh` packed: tar -xf bench-gpu.tar.xz && bench/tests/gpu/run.sh
# Tests the torch core, measures it beside the managed one, and writes bench/results/gpu/CARD.md. DEVICE=cpu tries it without a GPU.
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
device=${DEVICE:-cuda}
texts=${TEXTS:-20} films=${FILMS:-64}
read -r layers hidden <<< "${SHAPE:-12 768}"
if [[ -d $root/../dotnet ]]; then
    # The packed runtime has no precompiled code.
    export DOTNET_ROOT=$root/../dotnet PATH=$root/../dotnet:$PATH DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_ReadyToRun=0
fi
export BENCH_ROOT=$root BENCH_REQUIRE_TORCH=1 BENCH_TORCH_DEVICE=$device
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tests() { (cd "$work" && dotnet "$root/artifacts/bin/Bench.Inference.Torch.Tests/release/Bench.Inference.Torch.Tests.dll" "$@"); }
bench() { dotnet "$root/artifacts/bin/Bench.Cli/release/bench.dll" "$@"; }
value() { python3 -c "import glob, json, sys; print(eval(sys.argv[2], {'r': json.load(open(glob.glob(sys.argv[1] + '/*/*/*/run.json')[0]))}))" "$1" "$2"; }

card=$(nvidia-smi --query-gpu=name --format=csv,noheader 2> /dev/null | head -1)
card=${card:-$(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs)}
report=$root/results/gpu/$(tr -cs 'A-Za-z0-9' '-' <<< "$card" | sed 's/^-*//; s/-*$//').md
mkdir -p "$(dirname "$report")"

memory() { nvidia-smi --query-gpu=memory.used --format=csv,noheader 2> /dev/null | head -1; }
before=$(memory)
echo "== contract tests on $device" >&2
tests > "$work/tests.log" 2>&1
passed=$(grep -E '^[0-9]+ passed, ' "$work/tests.log")

echo "== film-reviews on both cores" >&2
bench run film-reviews --limit "$films" --out "$work/managed" > "$work/managed.log" 2>&1
bench run film-reviews --limit "$films" --out "$work/torch" --core torch --device "$device" > "$work/torch.log" 2>&1
# Without the bounds of intervals, whose last digit hangs on rounding.
verdicts() { grep -E '^- (Faithfulness|Plausibility)' "$(find "$1" -name summary.md | head -1)" | sed -E 's/ ?\\?\[[^]]*\]//g'; }
same=no
[[ -n $(verdicts "$work/torch") && $(verdicts "$work/torch") == "$(verdicts "$work/managed")" ]] && same=yes

echo "== $texts texts with ferret's options, $layers layers of width $hidden" >&2
python3 "$root/tests/gpu/model.py" "$work/model" "$root/suites/models/sst2-bert-mini" "$layers" "$hidden"
mkdir "$work/suite"
sed "s|^  - path: .*|  - path: $work/model|; /^    sha256:/d; s|^  path: |  path: $root/suites/film-reviews/|" "$root/suites/film-reviews/suite.yaml" \
    > "$work/suite/suite.yaml"
tests --peak "$device" > "$work/peak" 2> "$work/peak.log"
measure() { # NAME OPTION…
    local out=$work/$1 seconds rows tokens flops peak
    bench run "$work/suite" --limit "$texts" --profile ferret --out "$out" "${@:2}" > "$out.log" 2>&1 || { echo "| $1 | failed: $(tail -1 "$out.log") |"; return; }
    seconds=$(value "$out" 'r["seconds"]')
    rows=$(value "$out" 'r["computed"]["rows_forward"]') tokens=$(value "$out" 'r["computed"]["tokens"]') flops=$(value "$out" 'r["computed"]["flops"]')
    peak=$(awk -v name="$1" '$1 == name { print $2 }' "$work/peak")
    awk -v name="$1" -v s="$seconds" -v n="$texts" -v r="$rows" -v t="$tokens" -v f="$flops" -v p="${peak:-0}" 'BEGIN {
        printf "| %s | %.2f | %.0f | %.0f | %.3f | %s | %s |\n", name, s / n, r / s, t / s, f / s / 1e12, p ? p : "", p ? sprintf("%.1f %%", 100 * f / s / 1e12 / p) : "" }'
}

{
    echo "# $card"
    echo
    echo "$(date -u +%F), commit $(cat "$root/commit" 2> /dev/null || git -C "$root" log -1 --format='%h %cs'), $(nproc) processor cores. Made by \`tests/gpu/run.sh\`."
    echo
    echo '```'
    bench devices
    echo '```'
    echo
    echo "- Contract tests on \`$device\`: ${passed:-did not run: $(tail -1 "$work/tests.log")}."
    grep '^failed: ' "$work/tests.log" | cut -c1-300 | sed 's/^/  - /' | head -20
    echo "- film-reviews, $films texts: verdicts equal to the managed core's: $same; $(value "$work/managed" 'r["seconds"]') s managed, $(value "$work/torch" 'r["seconds"]') s torch."
    [[ -z $before ]] || echo "- Memory of the card: $before before, $(memory) after."
    echo
    echo "$texts texts with ferret's options on a random model of $layers × $hidden, start not included; peak: one large product of matrices by libtorch."
    echo
    echo "| core | s a text | rows/s | tokens/s | TFLOP/s | peak TFLOP/s | share of peak |"
    echo "|---|---:|---:|---:|---:|---:|---:|"
    [[ $device == cpu ]] || for precision in single tf32 half bfloat16; do
        measure $precision --core torch --device "$device" --precision $precision
    done
    [[ $device != cpu ]] || measure single --core torch --device cpu
    measure managed
} > "$report"
cat "$report"
