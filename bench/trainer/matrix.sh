#!/usr/bin/env bash
# All runs that are compared, in turn and each on a fresh control plane: about 35 minutes on an idle machine. A run that fails is said
# and left out. `summarize.py` prints the tables.
set -uo pipefail
cd "$(dirname "$0")"
run() { echo "== ${PEER:-ours} $*" >&2; ./run.sh "$@" || echo "== failed: $*" >&2; }
for n in 200 1000; do
  for _ in 1 2 3; do # timings: the audit log costs 3 to 5 % of the CPU
    AUDIT=0 SETTLE=20 PEER=ours run $n ours-no-audit
    AUDIT=0 SETTLE=20 PEER=trainer run $n trainer-no-audit
  done
done
AUDIT=0 SETTLE=10 PEER=plain-job run 1000 floor-no-audit
SETTLE=90 PEER=ours run 1000 ours # counts of requests
SETTLE=90 PEER=trainer run 1000 trainer
