#!/usr/bin/env bash
# Runs killed at random moments and stores corrupted at random places, as often as wanted: tests/durability.sh [KILLS] [CORRUPTIONS].
# The tests of every check do a few of each; this is for a thousand kills (about an hour on two cores) and as many corruptions.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
kills=${1:-1000}
corruptions=${2:-1000}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

echo "== $kills kills: the run ends with the bytes of one that was left alone"
BENCH_KILLS=$kills dotnet test tests/Bench.Cli.Tests -c Release --nologo --filter KilledRunTests
echo "== $corruptions corruptions: reported or harmless"
BENCH_CORRUPTIONS=$corruptions dotnet test tests/Bench.Evaluation.Tests -c Release --nologo --filter "StoreIntegrityTests|HostileRunTests"
echo "== $kills logs that end anywhere"
BENCH_KILLS=$kills dotnet test tests/Bench.Evaluation.Tests -c Release --nologo --filter CutLogTests
