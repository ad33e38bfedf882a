#!/usr/bin/env bash
# Accuracy, time and memory of the methods that learn from all series (F6, F7). Usage: bench/accuracy/learning.sh [DATA] [WORK] [METHODS]
# The jar must be built: mvn -q -pl forecasting,learning package -DskipTests
set -euo pipefail
data=${1:-../shared/data}
work=${2:-target/bench}
methods=${3:-auto lightgbm lstm ensemble}
here=$(dirname "$0")
[ -d "$data" ] || { echo "skipped: no data at $data"; exit 0; }
python3 "$here/prepare.py" "$data" "$work"
learning() { /usr/bin/time -f "%U s of processor, %e s, %M KB" java -Xmx2g -jar learning/target/shelfcast-learning.jar "$@"; }
if [ -f "$work/m5.csv" ]; then
  echo "== M5 slice, h = 28, origin d_1913 and two held back (F6)"
  for days in 1913 1885 1857; do
    python3 "$here/learning.py" cut "$work/m5.csv" $days "$work/m5_$days.csv"
    for method in $methods; do
      learning --input "$work/m5_$days.csv" --output "$work/${method}_$days.csv" --horizon 28 --model "$method" --non-negative
      python3 "$here/learning.py" score "$data" "$work/${method}_$days.csv" $days
    done
  done
  echo "== quantiles at the two held back: of past errors alone, and averaged with learned ones"
  for days in 1885 1857; do
    for method in lightgbm-tweedie lightgbm; do
      learning --input "$work/m5_$days.csv" --output "$work/q_${method}_$days.csv" --horizon 28 --model "$method" --non-negative \
        --quantiles 0.1,0.5,0.9,0.95 --sums
      python3 "$here/learning.py" quantiles "$data" "$work/q_${method}_$days.csv" $days
    done
  done
fi
if [ -f "$work/freshretail.csv" ]; then
  echo "== FreshRetailNet, last 7 days in stock (F7)"
  learning evaluate --input "$work/freshretail.csv" --horizon 7 --windows 1 --model auto,lightgbm --non-negative
  echo "== the same with discount, holiday and activity, which are known ahead"
  python3 "$here/learning.py" fresh "$data" "$work"
  learning evaluate --input "$work/freshretail_causes.csv" --future "$work/freshretail_future.csv" --horizon 7 --windows 1 \
    --model auto,lightgbm --non-negative
fi
