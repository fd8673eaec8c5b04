#!/usr/bin/env bash
# Tries on the processor what `pack.sh` packed, in a clean system: no .NET, no packages, no checkout and no network, and Debian 13's
# libraries over those of this system where these are older. The report goes to artifacts/gpu.
# Usage, as root: tests/gpu/try.sh [FILE]; FILMS, TEXTS and SHAPE as `run.sh` takes them.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
file=$(readlink -f "${1:-$root/artifacts/bench-gpu.tar.xz}")
packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}
libtorch=${BENCH_LIBTORCH:-$(find "$packages"/libtorch-cpu-linux-x64 -name libtorch.so -printf '%h\n' | sort -V | tail -1)}
[[ -n $libtorch ]] || { echo "error: there is no libtorch: ./run-bench.sh devices --restore" >&2; exit 2; }
bash "$root/tests/debian13.sh" bash -c :
place=$(mktemp -d /tmp/bench-gpu.XXXX)
trap 'rm -rf "$place"' EXIT
mkdir "$place"/{pack,libtorch,usr}
tar --extract --file "$file" --directory "$place/pack"

# Mounts are this process's own and vanish with it.
unshare --mount --net bash -euc '
    place=$1 newer=$2/artifacts/debian13/usr
    mount --bind "$3" "$place/libtorch"
    if [[ -d $newer ]]; then
        mount -t overlay overlay -o "lowerdir=$newer:/usr" "$place/usr"
        mount --rbind "$place/usr" /usr
    fi
    for hidden in /usr/share/dotnet /usr/lib/dotnet "$HOME" "$2"; do
        [[ ! -d $hidden ]] || mount -t tmpfs none "$hidden"
    done
    cd "$place/pack"
    ! command -v dotnet
    env -i PATH=/usr/bin:/bin HOME="$HOME" FILMS="${FILMS:-24}" TEXTS="${TEXTS:-2}" SHAPE="${SHAPE:-2 128}" DEVICE=cpu \
        BENCH_LIBTORCH="$place/libtorch" bash bench/tests/gpu/run.sh
' - "$place" "$root" "$libtorch"
mkdir -p "$root/artifacts/gpu"
cp "$place"/pack/bench/results/gpu/*.md "$root/artifacts/gpu/"
