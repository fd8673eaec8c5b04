#!/usr/bin/env bash
# Packs everything that `run.sh` needs on a machine with an NVIDIA GPU and a PyTorch, but neither .NET nor a network: the program, the
# torch core with its tests, a trimmed .NET runtime, small models. `try.sh` tries the pack on a processor.
# Usage: tests/gpu/pack.sh [FILE], by default artifacts/bench-gpu.tar.xz.
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

# The runtime: all but debuggers, tracing, other collectors and languages, and what only test hosts need. Its precompiled code is left out,
# which halves it: `run.sh` lets the runtime compile all.
mkdir -p "$stage/dotnet/host" "$stage/dotnet/shared/Microsoft.NETCore.App"
cp "$home/dotnet" "$stage/dotnet/"
cp -r "$home/host/fxr" "$stage/dotnet/host/"
cp -r "$home/shared/Microsoft.NETCore.App/$version" "$stage/dotnet/shared/Microsoft.NETCore.App/"
(cd "$stage/dotnet/shared/Microsoft.NETCore.App/$version" && rm -f libmscordaccore.so libmscordbi.so libclrgc.so libclrgcexp.so \
    libcoreclrtraceptprovider.so createdump Microsoft.VisualBasic*.dll System.Linq.AsyncEnumerable.dll System.Private.Xml.dll \
    System.Private.DataContractSerialization.dll System.Transactions.Local.dll \
    System.Net.{HttpListener,Mail,Ping,Quic,Requests,WebClient,WebSockets,WebSockets.Client}.dll \
    System.Text.Encoding.CodePages.dll System.Threading.Tasks.Dataflow.dll System.Formats.Tar.dll)
dotnet run tests/gpu/strip.cs -- "$stage/dotnet/shared"

# The checkout, as far as program and tests look for it.
mkdir -p "$stage/bench/suites/models" "$stage/bench/tests/golden/tasks" "$stage/bench/artifacts/bin" "$stage/bench/tests/gpu"
cp Bench.sln "$stage/bench/"
cp -r suites/film-reviews suites/closed-form "$stage/bench/suites/"
cp -r suites/models/sst2-bert-mini "$stage/bench/suites/models/"
cp -r tests/golden/{cases,models,variants} "$stage/bench/tests/golden/"
cp -r tests/golden/tasks/{cases,models} "$stage/bench/tests/golden/tasks/"
cp tests/gpu/run.sh tests/gpu/*.py "$stage/bench/tests/gpu/"
for project in Bench.Cli Bench.Inference.Torch Bench.Inference.Torch.Tests; do
    mkdir -p "$stage/bench/artifacts/bin/$project"
    cp -r "artifacts/bin/$project/release" "$stage/bench/artifacts/bin/$project/"
done
git log -1 --format='%h %cs' > "$stage/bench/commit"

# Of models that share an architecture one goes along; the tests take those that there are, and read no tokenizer of these.
for twin in bert-multilabel bert-ner bert-qa bert-regression camembert deberta-v3-ner deberta-v3-nli deit distilbert-ner distilbert-qa \
    gpt2-lm modernbert-mean modernbert-ner qwen2 qwen2-lm roberta-nli roberta-qa xlm-roberta-ner; do
    rm -r "$stage/bench/tests/golden/tasks/models/$twin" "$stage/bench/tests/golden/tasks/cases/$twin.json"
done
find "$stage/bench/tests/golden/tasks" -name 'tokenizer*.json' -delete

# Of the assemblies: no debugging, no test host, no property tests, no pictures, no other system. The lists of dependencies name what is
# left out; without them the folder counts, to which native libraries go then.
(
    cd "$stage/bench/artifacts/bin"
    find . \( -name '*.pdb' -o -name '*.xml' -o -name 'libSkiaSharp*' \) -delete
    for project in Bench.Cli Bench.Inference.Torch.Tests; do
        mv "$project"/release/runtimes/linux-x64/native/* "$project/release/"
        rm -r "$project/release/runtimes" "$project"/release/*.deps.json
    done
    find . -path '*/runtimes/*' -type d -name native ! -path '*/linux-x64/*' -prune -exec rm -r {} +
    cd Bench.Inference.Torch.Tests/release
    rm -rf EmptyFiles
    rm -f Microsoft.VisualStudio.TestPlatform.*.dll Microsoft.TestPlatform.*.dll testhost* xunit.runner.* Newtonsoft.Json.dll \
        FSharp.Core.dll FsCheck*.dll System.Management.dll System.CodeDom.dll
)

# What lies in several folders is stored once.
find "$stage" -type f -size +4k -print0 | xargs -0 sha256sum | sort | while read -r hash path; do
    if [[ $hash == "${last-}" ]]; then
        ln -f "$kept" "$path"
    else
        last=$hash kept=$path
    fi
done
tar --create --directory "$stage" --sort=name . | xz ${XZ:---x86 --lzma2=preset=9e,dict=64MiB} > "$file"
size=$(stat --format=%s "$file")
echo "$file: $((size / 1024)) KiB"
[[ $size -lt $most ]] || { echo "error: that is more than 24 MiB." >&2; exit 1; }
