#!/usr/bin/env bash
# Everything that must hold before a change lands: format, a build without warnings, all tests, and the committed reference results.
# The last line is "N passed, N failed", with ", N skipped" where tests were skipped.
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
results=$root/artifacts/test-results
rm -rf "$results"
mkdir -p "$results"
extra_passed=0
extra_failed=0

step() { # NAME COMMAND…: a check that is no unit test counts as one.
    local name=$1
    shift
    echo "== $name"
    if "$@"; then
        extra_passed=$((extra_passed + 1))
    else
        echo "FAILED: $name" >&2
        extra_failed=$((extra_failed + 1))
    fi
}

finish() {
    local passed=$extra_passed failed=$extra_failed skipped=0 counters
    for trx in "$results"/*.trx; do
        [[ -f $trx ]] || continue
        counters=$(grep -o '<Counters [^>]*>' "$trx")
        count() { grep -oE " $1=\"[0-9]+\"" <<< "$counters" | grep -oE '[0-9]+'; }
        passed=$((passed + $(count passed)))
        failed=$((failed + $(count failed)))
        skipped=$((skipped + $(count total) - $(count executed)))
    done
    if [[ $skipped -gt 0 ]]; then
        echo "$passed passed, $failed failed, $skipped skipped"
    else
        echo "$passed passed, $failed failed"
    fi
    [[ $failed -eq 0 ]]
    exit
}

# The browser tests skip, saying so, where there is no Chromium. CI machines get one; nobody else's machine is changed.
if [[ ${CI-} == true ]] && ! command -v chromium > /dev/null && [[ $(id -u) -eq 0 ]] && command -v apt-get > /dev/null; then
    echo "== installing chromium for the browser tests"
    (apt-get update && apt-get install --yes --no-install-recommends chromium) > "$results/chromium.log" 2>&1 \
        || echo "Chromium could not be installed; the browser tests will be skipped." >&2
fi
if ! command -v chromium > /dev/null; then
    echo "There is no chromium on this machine: the browser tests of the report are skipped." >&2
fi

build() { dotnet build Bench.sln --configuration Release --verbosity quiet; }

step "build without warnings" build
if [[ $extra_failed -gt 0 ]]; then
    finish
fi
step "format" dotnet format Bench.sln --verify-no-changes --no-restore --verbosity quiet
for project in tests/*.Tests; do
    name=$(basename "$project")
    echo "== $name"
    # A test process that dies may leave results in which nothing failed: its exit code counts then.
    dotnet test "$project" --configuration Release --no-build --verbosity quiet \
        --logger "trx;LogFileName=$name.trx" --results-directory "$results" \
        || grep -q '<Counters [^>]* failed="[1-9]' "$results/$name.trx" 2> /dev/null || extra_failed=$((extra_failed + 1))
done
finish
