#!/usr/bin/env bash
# Random sequences of all that moves stock against a plain model in memory: receipts, sales, returns, waste, adjustments, reversals,
# transfers, counts, inventory documents, purchase orders, orders to be delivered with what is kept for them, files and their undoing,
# books that are closed, people at the same time; with lots, expiry, names and back-dated times.
#   bench/ledger/run.sh [runs, 1000 by default] [steps of each, 200 by default] [runs at the same time, one for each core by default]
# A failure names the seed that repeats it: mvn -pl server -am test -Dtest=LedgerStoryTest -Dseed=…; MVN_ARGS is handed to Maven
# (-Dseeds=… repeats all runs).
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-1000}
steps=${2:-200}
at_once=${3:-$(nproc)}
echo "$runs runs of $steps steps, $at_once at the same time; $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
begin=$(date +%s)
mvn ${MVN_ARGS:-} -q -pl server -am test -Dtest=LedgerStoryTest -Dledger.runs="$runs" -Dledger.steps="$steps" \
    -Dledger.at-once="$at_once" -Dsurefire.failIfNoSpecifiedTests=false -DskipWebTests=true
echo "no difference in $((runs * steps)) steps, $(($(date +%s) - begin)) s with the build"
