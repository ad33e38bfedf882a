#!/usr/bin/env bash
# Accuracy of the command line on real series, one table per set. Usage: bench/accuracy/run.sh [DATA] [WORK]
# The jar must be built: mvn -q -pl forecasting package -DskipTests
set -euo pipefail
data=${1:-../shared/data}
work=${2:-target/bench}
jar=forecasting/target/shelfcast-forecast.jar
[ -d "$data" ] || { echo "skipped: no data at $data"; exit 0; }
python3 bench/accuracy/prepare.py "$data" "$work"
evaluate() { echo "== $1"; shift; java -Xmx1g -jar "$jar" evaluate "$@"; }
[ -f "$work/m3.csv" ] && evaluate "M3 monthly (F5)" --input "$work/m3.csv" --horizon 18 --freq M --windows 1 \
  --model seasonal-naive,theta,auto-theta,auto-ets,auto --non-negative
[ -f "$work/m5.csv" ] && evaluate "M5 slice, d_1913 and eleven origins before (F6, F9)" --input "$work/m5.csv" --horizon 28 \
  --windows 12 --model sma28,auto --quantiles 0.5,0.9,0.95,0.975 --non-negative
[ -f "$work/freshretail.csv" ] && evaluate "FreshRetailNet, last 7 days in stock (F7)" --input "$work/freshretail.csv" \
  --horizon 7 --windows 1 --model sma7,auto --non-negative
[ -f "$work/carparts.csv" ] && evaluate "car parts (F10)" --input "$work/carparts.csv" --horizon 6 --freq M --windows 1 \
  --model adida,imapa,tsb,sba,sma7,auto --non-negative
[ -f "$work/walmart.csv" ] && evaluate "Walmart weekly (F11)" --input "$work/walmart.csv" --horizon 13 --freq W --windows 1 \
  --model seasonal-naive,mstl,stl-theta,auto
[ -f "$work/pasta.csv" ] && evaluate "pasta without flags" --input "$work/pasta.csv" --horizon 28 --windows 6 --model sma28,auto
[ -f "$work/pasta.csv" ] && evaluate "pasta with promotion flags (F13)" --input "$work/pasta.csv" --future "$work/pasta_future.csv" \
  --horizon 28 --windows 6 --model linear-regression,auto
