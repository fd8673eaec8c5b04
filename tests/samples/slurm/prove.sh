#!/usr/bin/env bash
# Usage: tests/samples/slurm/prove.sh [SHARDS], as root, with Debian's slurmctld, slurmd, slurm-client and munge installed.
# Starts a Slurm of this one machine in a temporary folder, submits the sample as it stands, and requires the merged files to be, byte for
# byte, those of one run. Leaves nothing behind.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
shards=${1:-4}
for program in munged slurmctld slurmd sbatch squeue; do
    command -v "$program" > /dev/null || { echo "error: $program is missing: apt-get install slurmctld slurmd slurm-client munge" >&2; exit 2; }
done
[[ $(id -u) -eq 0 ]] || { echo "error: Slurm's daemons want root." >&2; exit 2; }

work=$(mktemp -d)
daemons=()
clean() {
    local daemon
    for daemon in "${daemons[@]}"; do
        kill "$daemon" 2> /dev/null && wait "$daemon" 2> /dev/null || true
    done
    rm -rf "$work"
}
trap clean EXIT

chmod 755 "$work"
mkdir -p "$work"/{state,spool,results,alone}
host=$(hostname -s)
head -c 1024 /dev/urandom > "$work/munge.key"
chmod 400 "$work/munge.key"
cat > "$work/slurm.conf" << CONF
ClusterName=bench
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldPort=26817
SlurmdPort=26818
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc)
PartitionName=all Nodes=$host Default=YES State=UP
CONF
export SLURM_CONF=$work/slurm.conf

munged --foreground --force --key-file="$work/munge.key" --socket="$work/munge.socket" --pid-file="$work/munged.pid" \
    --log-file="$work/munged.log" --seed-file="$work/munged.seed" > "$work/munged.out" 2>&1 &
daemons+=($!)
slurmctld -D > "$work/slurmctld.log" 2>&1 &
daemons+=($!)
slurmd -D -N "$host" > "$work/slurmd.log" 2>&1 &
daemons+=($!)
for _ in $(seq 60); do
    [[ $(sinfo --noheader --format=%T 2> /dev/null) == idle ]] && break
    sleep 1
done
[[ $(sinfo --noheader --format=%T) == idle ]] || { echo "error: Slurm does not start:" >&2; tail -5 "$work"/*.log >&2; exit 2; }

export BENCH_ROOT=$root BENCH=$root/artifacts/bin/Bench.Cli/release/bench.dll SUITE=film-reviews RESULTS=$work/results
export OPTIONS="--limit 12 --explainers gradient,random --metrics tau-loo,model-rows"
[[ -f $BENCH ]] || { echo "error: build src/Bench.Cli first." >&2; exit 2; }
cd "$work"
"$root/tests/samples/slurm/submit.sh" "$shards"
while [[ -n $(squeue --noheader) ]]; do
    sleep 1
done

# shellcheck disable=SC2086
dotnet "$BENCH" run "$SUITE" $OPTIONS --out "$work/alone" > "$work/alone.log"
merged=$(dirname "$(find "$RESULTS" -name scores.csv -not -path '*/shard-*' -print -quit)")
alone=$(dirname "$(find "$work/alone" -name scores.csv -print -quit)")
[[ -f $merged/scores.csv ]] || { echo "error: nothing was merged:" >&2; tail -5 "$work"/bench*.log >&2; exit 1; }
for file in scores.csv summary.md explanations.jsonl; do
    cmp "$merged/$file" "$alone/$file"
done
echo "Slurm $(sinfo --version | cut -d' ' -f2): $shards shards and their merge give the files of one run, byte for byte."
