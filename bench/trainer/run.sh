#!/usr/bin/env bash
# Measures how fast an operator turns many objects into batch/v1 Jobs on a real, fresh Kubernetes API server.
#
#   run.sh [N] [LABEL]     one run; its numbers land in results/LABEL-N-TIME.json      (1000, the peer's name)
#   summarize.py           prints a table of everything in results/
#
# What is measured comes from PEER, a folder below operators/ (ours), or from these variables, which win over it. With KIND and
# without PEER nothing comes from a folder:
#   MANIFESTS        files and folders, parted by spaces, applied server-side in this order before the operator starts
#   OPERATOR_START   a command that starts the operator in the foreground; every process of its session is accounted for.
#                    It finds KUBECONFIG, WORK (a scratch folder) and CLUSTER (the folder of `cluster`). Empty: no operator
#   OPERATOR_READY   a command that succeeds once the operator is ready            (test -e $WORK/ready)
#   TEMPLATE         the object as YAML; its name is __NAME__. Each Job's name must start with its object's name
#   KIND             plural.group/version of that object
# And these: CONNECTIONS (16), WARM (0: objects in another namespace first, which are deleted again), AUDIT=0 (no audit log, so no counts of requests), SETTLE (60: seconds to follow what comes
# after the last Job), LIMIT (600), QUIET_WAIT (900: seconds to wait for an idle machine), APISERVER_EXTRA, CONTROLLER_FLAGS.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export CLUSTER; CLUSTER=$(cd "$here/../../dev/cluster" && pwd)
home=${CLUSTER_HOME:-$HOME/.cache/real-cluster}
peer=${PEER:-ours}; [ -n "${PEER:-}" ] || [ -z "${KIND:-}" ] || peer=custom
[ -f "$here/operators/$peer/peer.env" ] && . "$here/operators/$peer/peer.env"
n=${1:-1000} label=${2:-$peer}
say() { echo "run: $*" >&2; }

for tries in 5 4 3 2 1 0; do # one that is being taken down may still listen
  (exec 3<>/dev/tcp/127.0.0.1/6443) 2>/dev/null || break
  [ $tries -gt 0 ] || { say "a cluster is already up; run $CLUSTER/cluster down first"; exit 1; }
  sleep 1
done
export WORK; WORK=$(mktemp -d)
session=
finish() {
  if [ -n "$session" ]; then
    pgrep -s "$session" | xargs -r kill 2>/dev/null || true
    for _ in $(seq 30); do pgrep -s "$session" >/dev/null || break; sleep 0.2; done
    pgrep -s "$session" | xargs -r kill -KILL 2>/dev/null || true
  fi
  "$CLUSTER/cluster" down 2>/dev/null || true
  [ -n "${KEEP:-}" ] && say "kept $WORK" || rm -rf "$WORK"
}
trap finish EXIT
trap 'exit 130' INT TERM

(cd "$here/load" && CGO_ENABLED=0 go build -o "$WORK/load" .)

busy_share() { # of both CPUs over 5 seconds, in percent
  local a b; a=$(awk '/^cpu / {print $2+$3+$4+$7+$8+$9, $5+$6}' /proc/stat); sleep 5; b=$(awk '/^cpu / {print $2+$3+$4+$7+$8+$9, $5+$6}' /proc/stat)
  awk -v a="$a" -v b="$b" 'BEGIN {split(a, x, " "); split(b, y, " "); u = y[1]-x[1]; printf "%.0f\n", 100*u/(u+y[2]-x[2])}'
}
for ((waited = 5, calm = 0; ; waited += 5)); do # three calm spells in a row
  share=$(busy_share)
  [ "$share" -le 8 ] && calm=$((calm + 1)) || calm=0
  [ $calm = 3 ] && break
  [ $waited -ge "${QUIET_WAIT:-900}" ] && { say "the machine stays busy ($share %); measuring all the same"; break; }
  [ $((waited % 60)) = 0 ] && say "waiting for an idle machine: $share % busy"
done
load=$(cut -d' ' -f1-3 /proc/loadavg)

flags=${APISERVER_EXTRA:-}
if [ "${AUDIT:-1}" != 0 ]; then
  printf 'apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived]\nrules: [{level: Metadata}]\n' >"$WORK/audit.yaml"
  flags="$flags --audit-policy-file=$WORK/audit.yaml --audit-log-path=$WORK/audit.log --audit-log-mode=batch"
fi
APISERVER_FLAGS=$flags "$CLUSTER/cluster" up --control-plane
eval "$("$CLUSTER/cluster" env)"

for manifest in ${MANIFESTS:-}; do
  if [ -e "$manifest/kustomization.yaml" ]; then kubectl apply --server-side -k "$manifest"; else kubectl apply --server-side -f "$manifest"; fi >&2
done
if [ -n "${MANIFESTS:-}" ]; then # `wait` fails on a definition so new that it has no conditions yet
  for _ in $(seq 20); do kubectl wait --for=condition=Established crd --all --timeout=60s >/dev/null 2>&1 && break; sleep 0.5; done
fi

if [ -n "${OPERATOR_START:-}" ]; then
  setsid bash -c "$OPERATOR_START" >"$WORK/operator.log" 2>&1 </dev/null &
  session=$!
  for ((tries = 0; ; tries++)); do
    bash -c "${OPERATOR_READY:-test -e $WORK/ready}" >/dev/null 2>&1 && break
    kill -0 $session 2>/dev/null && [ $tries -lt 240 ] || { say "the operator did not come up"; tail -20 "$WORK"/*.log >&2; exit 1; }
    sleep 0.5
  done
fi

# The object as JSON, converted once, so that neither the client nor the API server parses YAML a thousand times.
kubectl create --dry-run=client --validate=false -o json -f "$TEMPLATE" >"$WORK/template.json"

processes=
for pid in "$home"/run/pid/*; do processes+="$(basename "$pid")=$(cat "$pid"),"; done
if [ -n "$session" ]; then
  for pid in $(pgrep -s "$session"); do
    name=$(cat "/proc/$pid/comm")
    case $name in bash|sh|sleep) ;; *) case ,$processes in *",$name="*) name=$name-$pid ;; esac; processes+="$name=$pid," ;; esac
  done
fi
if [ "${WARM:-0}" != 0 ]; then
  kubectl create namespace warm >/dev/null
  "$WORK/load" -pki "$home/run/pki" -kind "$KIND" -template "$WORK/template.json" -namespace warm -n "$WARM" -settle 10s >/dev/null
  kubectl delete namespace warm >/dev/null
fi
sleep "${REST:-5}"
say "$label, N=$n; idle before: $share % busy; accounting for $processes"
"$WORK/load" -pki "$home/run/pki" -kind "$KIND" -template "$WORK/template.json" -n "$n" -connections "${CONNECTIONS:-16}" \
  -limit "${LIMIT:-600}s" -settle "${SETTLE:-60}s" -processes "$processes" >"$WORK/result.json"
[ -z "${OPERATOR_SCRAPE:-}" ] || bash -c "$OPERATOR_SCRAPE" >"$WORK/scrape.txt" 2>/dev/null || true
sleep 1
mkdir -p "$here/results"
python3 "$here/account.py" "$WORK" "$label" "$share" "$load" "$KIND" >"$WORK/full.json"
mv "$WORK/full.json" "$here/results/$label-$n-$(date -u +%H%M%S).json"
python3 "$here/summarize.py" "$here"/results/"$label-$n"-*.json | tail -n +3 >&2
