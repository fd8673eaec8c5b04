#!/usr/bin/env bash
# Everything that must hold before a change lands: format, a build without warnings, all tests, and the committed reference results.
# The last line is "N passed, N failed", with ", N skipped" where tests were skipped.
# The torch core's tests run where there is a libtorch, and say so where there is none. `--core torch [--device cuda]` runs them alone and
# fetches libtorch before, as BENCH_CHECK_TORCH=1 does for the whole check; on the processor in a root of Debian 13's libraries where this
# system's C++ library is too old.
set -uo pipefail

core=
device=
words=()
for word in "$@"; do
    if [[ $word == --*=* ]]; then words+=("${word%%=*}" "${word#*=}"); else words+=("$word"); fi
done
set -- ${words[@]+"${words[@]}"}
while [[ $# -gt 0 ]]; do
    case $1=${2-} in
        --core=torch) core=torch ;;
        --device=cpu | --device=cuda | --device=cuda:[0-9]*) device=$2 ;;
        *)
            echo "error: check does not know '$*'. It takes --core torch [--device cpu|cuda|cuda:N], or nothing." >&2
            exit 2
            ;;
    esac
    shift 2
done
if [[ -n $device && -z $core ]]; then
    echo "error: --device is for the tests of the torch core. Add --core torch." >&2
    exit 2
fi

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

test_project() { # PROJECT [COMMAND…], which runs the tests where it is given
    local name
    name=$(basename "$1")
    echo "== $name"
    # A test process that dies may leave results in which nothing failed: its exit code counts then.
    "${@:2}" dotnet test "$1" --configuration Release --no-build --verbosity quiet \
        --logger "trx;LogFileName=$name.trx" --results-directory "$results" \
        || grep -q '<Counters [^>]* failed="[1-9]' "$results/$name.trx" 2> /dev/null || extra_failed=$((extra_failed + 1))
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

has_libtorch() {
    [[ -n ${BENCH_LIBTORCH-} ]] || compgen -G "${NUGET_PACKAGES:-$HOME/.nuget/packages}/libtorch-cpu-*/*/runtimes" > /dev/null \
        || python3 -c 'import importlib.util, sys; sys.exit(importlib.util.find_spec("torch") is None)' 2> /dev/null
}

test_torch() {
    local environment=()
    # A root of Debian 13 has no driver of a GPU.
    if [[ ${BENCH_TORCH_DEVICE:-cpu} == cpu ]] && has_libtorch; then
        environment=(bash tests/debian13.sh)
        "${environment[@]}" bash -c : || environment=()
    fi
    test_project tests/Bench.Inference.Torch.Tests ${environment[@]+"${environment[@]}"}
}

fetch_libtorch() { dotnet restore src/Bench.Inference.Torch/Native/Libtorch.proj --verbosity quiet; }

if [[ $core == torch ]]; then
    [[ -n $device ]] && export BENCH_TORCH_DEVICE=$device
    export BENCH_REQUIRE_TORCH=1
    has_libtorch || fetch_libtorch
    build_torch() { dotnet build tests/Bench.Inference.Torch.Tests --configuration Release --verbosity quiet; }
    step "build without warnings" build_torch
    [[ $extra_failed -gt 0 ]] || test_torch
    finish
fi

# The browser tests skip, saying so, where there is no Chromium. CI machines get one; nobody else's machine is changed.
if [[ ${CI-} == true ]] && ! command -v chromium > /dev/null && [[ $(id -u) -eq 0 ]] && command -v apt-get > /dev/null; then
    echo "== installing chromium for the browser tests"
    (apt-get update && apt-get install --yes --no-install-recommends chromium) > "$results/chromium.log" 2>&1 \
        || echo "Chromium could not be installed; the browser tests will be skipped." >&2
fi
if ! command -v chromium > /dev/null; then
    echo "There is no chromium on this machine: the browser tests of the report are skipped." >&2
fi

# The rules of accessibility come from a package of npm's, into artifacts/.
bash tests/axe.sh || true

build() { dotnet build Bench.sln --configuration Release --verbosity quiet; }

step "build without warnings" build
if [[ $extra_failed -gt 0 ]]; then
    finish
fi
step "format" dotnet format Bench.sln --verify-no-changes --no-restore --verbosity quiet
step "fuzz: inputs mutated, readers refuse or read" dotnet artifacts/bin/Bench.Fuzz/release/Bench.Fuzz.dll
for project in tests/*.Tests; do
    [[ $project == tests/Bench.Inference.Torch.Tests ]] || test_project "$project"
done
if [[ -n ${BENCH_CHECK_TORCH-} ]] && ! has_libtorch && ! fetch_libtorch > "$results/libtorch.log" 2>&1; then
    echo "The torch core is not checked: the package libtorch-cpu could not be fetched (artifacts/test-results/libtorch.log)." >&2
fi
test_torch
finish
