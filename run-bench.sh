#!/usr/bin/env bash
# Builds what has changed and runs Bench. Alone: the default suite. `check`: the tests. `perf`: measures speed on this machine.
# `mutate`: do the tests notice small mistakes? `pack`: makes the packages, in artifacts/packages.
# Any other words go to the program. `--core torch` and `devices` build the torch core too; `devices --restore` fetches the package libtorch-cpu
# before, for machines without a PyTorch.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$root/artifacts/bin/Bench.Cli/release/bench.dll
stamp=$root/artifacts/built
torch_core=$root/artifacts/bin/Bench.Inference.Torch/release/Bench.Inference.Torch.dll
torch_stamp=$root/artifacts/built-torch
default_suite=film-reviews
export BENCH_ROOT=$root BENCH_COMMAND=${BASH_SOURCE[0]} BENCH_SCRIPT_WORDS="check perf pack fuzz mutate" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

require_sdk() {
    if ! command -v dotnet > /dev/null || ! dotnet --list-sdks 2> /dev/null | grep -q '^10\.'; then
        echo "error: the .NET 10 SDK is missing. Install it from https://dotnet.microsoft.com/download/dotnet/10.0" \
            "(on Debian and Ubuntu: the package dotnet-sdk-10.0), then run this again." >&2
        exit 2
    fi
}

# A build that has nothing to do still takes seconds, so it is skipped where nothing is newer than the last one.
is_built() { # OUTPUT STAMP
    [[ -f $1 && -f $2 ]] && [[ -z $(find "$root/src" "$root"/Directory.* "$root/global.json" -newer "$2" \
        ! -name '*.md' -print -quit) ]]
}

build() { # PROJECT STAMP: the stamp has the time at which the build began.
    local log=$root/artifacts/build.log begun
    mkdir -p "$root/artifacts"
    begun=$(mktemp "$root/artifacts/begun.XXXXXX")
    echo "Building …" >&2
    if ! dotnet build "$root/$1" --configuration Release > "$log" 2>&1; then
        rm -f "$begun"
        grep -E 'error|warn' "$log" | sort -u >&2 || cat "$log" >&2
        echo "error: the build failed; all of its output is in artifacts/build.log." >&2
        return 2
    fi
    mv "$begun" "$2"
}

build_torch() {
    if ! is_built "$torch_core" "$torch_stamp"; then
        require_sdk
        build src/Bench.Inference.Torch "$torch_stamp" || exit
    fi
}

restore_libtorch() {
    require_sdk
    echo "Fetching the package libtorch-cpu …" >&2
    if ! dotnet restore "$root/src/Bench.Inference.Torch/Native/Libtorch.proj" > "$root/artifacts/libtorch.log" 2>&1; then
        echo "error: the package libtorch-cpu could not be fetched; see artifacts/libtorch.log." >&2
        exit 2
    fi
}

# Help on the words that the program does not know, since they build and run what is under tests.
script_help() { # WORD
    local me=$BENCH_COMMAND
    case $1 in
        check) cat << END ;;
$me check [--core torch [--device cpu|cuda|cuda:N]]
  Builds without warnings, checks format, runs all tests and the fuzzer briefly; ends with "N passed, N failed" and exits with 1 where one failed.
  --core torch  Runs the tests of the torch core alone, on the device named; where there is no libtorch it is fetched.
Examples:
  $me check
  $me check --core torch --device cuda
END
        perf) cat << END ;;
$me perf [PART… | --reference]
  Measures the speed of the core and of whole runs on this machine and writes runs/performance; with --reference the committed results/performance.
  PART  Measures some parts and writes nothing: gemm, encoder, families, pictures, lengths, instance, calls, threads, stream, tokenizer, start.
$me perf shapley-error [--reference]
  Measures the error of the Shapley estimators and writes runs/studies; with --reference the committed results/studies.
Examples:
  $me perf
  $me perf gemm start
END
        pack) cat << END ;;
$me pack [OPTIONS OF dotnet pack]
  Makes the packages, in artifacts/packages.
Examples:
  $me pack
  dotnet tool install --tool-path tools --add-source artifacts/packages ExplainerBench.Tool
END
        fuzz) cat << END ;;
$me fuzz [--minutes N] [--inputs N] [--seed N] [--format NAME] [--input FILE]
  Feeds every reader with damaged files; none may end in anything but a refusal.
Examples:
  $me fuzz --minutes 5
END
        mutate) cat << END ;;
$me mutate [NAME…]
  Changes the code in small ways, one at a time, and says which changes no test notices; NAME picks those whose name contains it.
Examples:
  $me mutate Holm
END
    esac
}

case ${1-} in
    check | perf | pack | fuzz | mutate)
        case " ${*:2} " in
            *" --help "* | *" -h "* | *" -? "*)
                script_help "$1"
                exit
                ;;
        esac
        ;;
esac

# Options of the core may stand in front, as in `./run-bench.sh --core torch`; the program wants them behind its command.
leading=()
while [[ ${1-} =~ ^--(core|device|precision)(=|$) ]]; do
    words=$(($# == 1 || ${#BASH_REMATCH[2]} > 0 ? 1 : 2))
    leading+=("${@:1:words}")
    shift $words
done
if [[ $# -eq 0 || ${#leading[@]} -gt 0 && $1 == --* ]]; then
    set -- run "$default_suite" "$@"
fi
set -- "$@" ${leading[@]+"${leading[@]}"}

# Words are compared one by one, and the word behind an option that takes a text is that text.
core=managed
previous=
for word in "$@"; do
    case $previous in
        --text | --text-pair) word= ;;
        --core) core=$word ;;
    esac
    [[ $word == --core=* ]] && core=${word#--core=}
    previous=$word
done

if [[ ${1-} == check ]]; then
    require_sdk
    exec bash "$root/tests/check.sh" "${@:2}"
fi

if [[ ${1-} == perf ]]; then
    require_sdk
    build tests/Bench.Performance "$stamp" || exit
    exec dotnet "$root/artifacts/bin/Bench.Performance/release/Bench.Performance.dll" "$@"
fi

if [[ ${1-} == pack ]]; then
    require_sdk
    rm -rf "$root/artifacts/packages"
    exec dotnet pack "$root/Bench.sln" --configuration Release --output "$root/artifacts/packages" --verbosity quiet --nologo "${@:2}"
fi

if [[ ${1-} == fuzz ]]; then
    require_sdk
    build tests/Bench.Fuzz "$stamp-fuzz" || exit
    exec dotnet "$root/artifacts/bin/Bench.Fuzz/release/Bench.Fuzz.dll" "${@:2}"
fi

if [[ ${1-} == mutate ]]; then
    require_sdk
    build tests/Bench.Mutants "$stamp-mutants" || exit
    exec dotnet "$root/artifacts/bin/Bench.Mutants/release/Bench.Mutants.dll" "${@:2}"
fi

if ! is_built "$program" "$stamp"; then
    require_sdk
    build src/Bench.Cli "$stamp" || exit
fi
if [[ $core == torch || ${1-} == devices ]]; then
    build_torch
fi
if [[ ${1-} == devices && ${2-} == --restore ]]; then
    restore_libtorch
    set -- devices "${@:3}"
fi

exec dotnet "$program" "$@"
