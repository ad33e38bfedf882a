#!/usr/bin/env bash
# Accuracy of the command line on real series, each figure with its target (F5 to F13), and others on the same series.
# Usage: bench/accuracy/run.sh [DATA] [WORK]      The jar must be built: mvn -q -pl forecasting package -DskipTests
# Needs Java and Python 3; R and statsforecast are installed where missing (bench/others.sh).
set -euo pipefail
export DATA=${1:-../shared/data}
work=${2:-target/bench}
jar=forecasting/target/shelfcast-forecast.jar
[ -d "$DATA" ] || { echo "skipped: no data at $DATA"; exit 0; }
[ -f "$jar" ] || { echo "skipped: $jar is not built"; exit 0; }
python3 bench/accuracy/prepare.py "$DATA" "$work"
evaluate() { # title, file, options
  echo "== $1"
  if [ -f "$work/$2.csv" ]; then java -Xmx1g -jar "$jar" evaluate --input "$work/$2.csv" "${@:3}"; else echo "skipped: no $2"; fi
}
evaluate "M3 monthly (F5: MASE <= 0.820, sMAPE <= 13.3, 10 s on one core)" m3 --horizon 18 --freq M --windows 1 \
  --model seasonal-naive,theta,auto-ets,auto --non-negative --threads 1
evaluate "M5 slice, d_1913 (F6: WAPE <= 65.5%)" m5 --horizon 28 --windows 1 --model sma28,auto --non-negative
python3 bench/accuracy/score.py "$jar" "$work" F6 F9 F10 F12
evaluate "FreshRetailNet, last 7 days in stock (F7: WAPE <= 32%, bias within 5%)" freshretail --horizon 7 --windows 1 \
  --model sma7,auto --non-negative
echo "F8 (25,000 series x 90 days with quantiles, <= 25 s): the seconds of auto in the table above, 24,875 series x 83 days"
evaluate "Walmart weekly (F11: MASE <= 0.72)" walmart --horizon 13 --freq W --windows 1 \
  --model seasonal-naive,mstl,stl-theta,auto
evaluate "pasta without flags" pasta --horizon 28 --windows 6 --model sma28,auto
evaluate "pasta with promotion flags (F13: WAPE <= 72%)" pasta --future "$work/pasta_future.csv" --horizon 28 --windows 6 \
  --model linear-regression,auto
echo "== others on samples of the same series"
. bench/others.sh
if others_have_r; then Rscript bench/accuracy/others.R "$work"; fi
if others_have_python; then "$python" bench/accuracy/others.py "$work" 2> /dev/null; fi
