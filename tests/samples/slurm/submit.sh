#!/usr/bin/env bash
# Usage: BENCH=…/bench.dll SUITE=film-reviews RESULTS=/shared/results [OPTIONS="--limit 40"] ./submit.sh [SHARDS]
set -euo pipefail

: "${BENCH:?the path of bench.dll}" "${SUITE:?a suite}" "${RESULTS:?a folder that all nodes see}"
export BENCH SUITE RESULTS OPTIONS="${OPTIONS:-}"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
array=$(sbatch --parsable --export=ALL --array="1-${1:-20}" "$here/bench.sbatch")
merge=$(sbatch --parsable --export=ALL --dependency="afterok:$array" "$here/merge.sbatch")
echo "shards: job $array, merge: job $merge"
