#!/usr/bin/env bash
# Builds what has changed and runs Bench. Alone: the default suite. `check`: the tests. `perf`: measures speed on this machine.
# Any other words go to the program.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$root/artifacts/bin/Bench.Cli/release/bench.dll
stamp=$root/artifacts/built
default_suite=film-reviews
export BENCH_ROOT=$root DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

require_sdk() {
    if ! command -v dotnet > /dev/null || ! dotnet --list-sdks 2> /dev/null | grep -q '^10\.'; then
        echo "error: the .NET 10 SDK is missing. Install it from https://dotnet.microsoft.com/download/dotnet/10.0" \
            "(on Debian and Ubuntu: the package dotnet-sdk-10.0), then run this again." >&2
        exit 2
    fi
}

# A build that has nothing to do still takes seconds, so it is skipped where nothing is newer than the last one.
is_built() {
    [[ -f $program && -f $stamp ]] && [[ -z $(find "$root/src" "$root"/Directory.* "$root/global.json" -newer "$stamp" \
        ! -name '*.md' -print -quit) ]]
}

build() { # PROJECT
    local log=$root/artifacts/build.log begun
    mkdir -p "$root/artifacts"
    begun=$(mktemp "$root/artifacts/begun.XXXXXX")
    echo "Building …" >&2
    if ! dotnet build "$root/$1" --configuration Release > "$log" 2>&1; then
        rm -f "$begun"
        grep -E 'error|warn' "$log" | sort -u >&2 || cat "$log" >&2
        echo "error: the build failed; all of its output is in artifacts/build.log." >&2
        exit 2
    fi
    mv "$begun" "$stamp"
}

if [[ ${1-} == check ]]; then
    require_sdk
    exec bash "$root/tests/check.sh" "${@:2}"
fi

if [[ ${1-} == perf ]]; then
    require_sdk
    build tests/Bench.Performance
    exec dotnet "$root/artifacts/bin/Bench.Performance/release/Bench.Performance.dll" "$@"
fi

if ! is_built; then
    require_sdk
    build src/Bench.Cli
fi

if [[ $# -eq 0 ]]; then
    set -- run "$default_suite"
fi
exec dotnet "$program" "$@"
