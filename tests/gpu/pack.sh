#!/usr/bin/env bash
# Packs everything that `run.sh` needs on a machine with an NVIDIA GPU and a PyTorch, but neither .NET nor a network: the program, the torch core
# with its tests, a trimmed .NET runtime, a test runner, small models. Usage: tests/gpu/pack.sh [FILE], by default artifacts/bench-gpu.tar.xz.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
file=${1:-$root/artifacts/bench-gpu.tar.xz}
most=$((24 * 1024 * 1024))
cd "$root"
# What an earlier version copied beside the tests must not travel.
rm -rf artifacts/bin/Bench.Inference.Torch.Tests
for project in src/Bench.Cli tests/Bench.Inference.Torch.Tests; do
    dotnet build "$project" --configuration Release --nologo --verbosity quiet > /dev/null
done

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
home=$(dirname "$(readlink -f "$(command -v dotnet)")")
version=$(basename "$(find "$home/shared/Microsoft.NETCore.App" -maxdepth 1 -name '10.*' | sort -V | tail -1)")
sdk=$(find "$home/sdk" -maxdepth 1 -name '10.*' | sort -V | tail -1)

# The runtime: all but debuggers, tracing, other collectors and languages.
mkdir -p "$stage/dotnet/host" "$stage/dotnet/shared/Microsoft.NETCore.App"
cp "$home/dotnet" "$stage/dotnet/"
cp -r "$home/host/fxr" "$stage/dotnet/host/"
cp -r "$home/shared/Microsoft.NETCore.App/$version" "$stage/dotnet/shared/Microsoft.NETCore.App/"
(cd "$stage/dotnet/shared/Microsoft.NETCore.App/$version" && rm -f libmscordaccore.so libmscordbi.so libclrgc.so libclrgcexp.so \
    libcoreclrtraceptprovider.so createdump Microsoft.VisualBasic*.dll System.Linq.AsyncEnumerable.dll)

# The test runner.
mkdir -p "$stage/vstest/Extensions"
cp "$sdk"/vstest.console.* "$sdk"/Microsoft.TestPlatform*.dll "$sdk"/Microsoft.VisualStudio.TestPlatform*.dll "$sdk"/Newtonsoft.Json.dll \
    "$sdk"/Microsoft.Extensions.FileSystemGlobbing.dll "$sdk"/Microsoft.Extensions.DependencyModel.dll "$sdk"/testhost.* \
    "$sdk"/testhost-10.0.runtimeconfig.json "$sdk"/testhost-latest.runtimeconfig.json "$stage/vstest/"
cp "$sdk"/Extensions/Microsoft.TestPlatform.TestHostRuntimeProvider.dll "$stage/vstest/Extensions/"

# The checkout, as far as program and tests look for it.
mkdir -p "$stage/bench/suites/models" "$stage/bench/tests/golden" "$stage/bench/artifacts/bin" "$stage/bench/tests/gpu"
cp Bench.sln "$stage/bench/"
cp -r suites/film-reviews "$stage/bench/suites/"
cp -r suites/models/sst2-bert-mini "$stage/bench/suites/models/"
cp -r tests/golden/cases tests/golden/models tests/golden/tasks "$stage/bench/tests/golden/"
cp tests/gpu/run.sh tests/gpu/*.py "$stage/bench/tests/gpu/"
for project in Bench.Cli Bench.Inference.Torch Bench.Inference.Torch.Tests; do
    mkdir -p "$stage/bench/artifacts/bin/$project"
    cp -r "artifacts/bin/$project/release" "$stage/bench/artifacts/bin/$project/"
done
find "$stage/bench/artifacts" \( -name '*.pdb' -o -name '*.xml' \) -delete
find "$stage/bench/artifacts" -path '*/runtimes/*' -type d -name native ! -path '*/linux-x64/*' -prune -exec rm -rf {} +
# The torch core's tests read no tokenizer of these, and draw no properties.
find "$stage/bench/tests/golden/tasks" -name 'tokenizer*.json' -delete
rm -f "$stage"/bench/artifacts/bin/*/release/{FSharp.Core,FsCheck}.dll
git log -1 --format='%h %cs' > "$stage/bench/commit"

# What lies in several folders is stored once.
find "$stage" -type f -size +4k -print0 | xargs -0 sha256sum | sort | while read -r hash path; do
    if [[ $hash == "${last-}" ]]; then
        ln -f "$kept" "$path"
    else
        last=$hash kept=$path
    fi
done
tar --create --directory "$stage" --sort=name . | xz ${XZ:--9e} --threads=0 > "$file"
size=$(stat --format=%s "$file")
echo "$file: $((size / 1024)) KiB"
[[ $size -lt $most ]] || { echo "error: that is more than 24 MiB." >&2; exit 1; }
