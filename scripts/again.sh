#!/bin/sh
# Runs a command ten times (RUNS), the last three (BUSY) with every core kept busy beside it, and says how often it failed:
# a test that fails once in a while, or only on a loaded machine, is found here. Logs of failed runs are in .cache/again.
set -u

RUNS=${RUNS:-10}
BUSY=${BUSY:-3}
ROOT=$(cd "$(dirname "$0")/.." && pwd)
LOGS=$ROOT/.cache/again
burners=""

keep_busy() {
    core=0
    while [ "$core" -lt "$(getconf _NPROCESSORS_ONLN)" ]; do
        sh -c 'while :; do :; done' &
        burners="$burners $!"
        core=$((core + 1))
    done
}

let_go() {
    for burner in $burners; do kill "$burner" 2>/dev/null; done
    burners=""
}

trap 'let_go; exit 130' INT TERM
mkdir -p "$LOGS"
cd "$ROOT" || exit 1
run=1 failed=0
while [ "$run" -le "$RUNS" ]; do
    about=""
    if [ "$run" -gt $((RUNS - BUSY)) ]; then about=", every core busy beside it" && keep_busy; fi
    started=$(date +%s)
    if "$@" >"$LOGS/$run.log" 2>&1; then end=green; else end=FAILED failed=$((failed + 1)); fi
    let_go
    echo "run $run of $RUNS$about: $end, $(($(date +%s) - started)) s, $(tail -n 1 "$LOGS/$run.log")"
    if [ "$end" = green ]; then rm "$LOGS/$run.log"; fi
    run=$((run + 1))
done
echo "$failed of $RUNS runs failed"
[ "$failed" -eq 0 ]
