#!/bin/sh
# CPU time, accuracy and AICc of AutoETS, Theta and AutoARIMA: this library, R's forecast and Nixtla's statsforecast, one
# after the other on the same series, one thread each. Prints one table.
#
# Usage: bench/speed/run.sh [DATA [EVERY]]   DATA: folder of the real data (default ../shared/data)
#                                            EVERY: use only every so many-th of the series (default 1; all take an hour)
# Needs Java, Maven and Python 3; R and statsforecast are installed where missing (bench/others.sh).
set -e
cd "$(dirname "$0")/../.."
data=${1:-../shared/data}
target=target/speed
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 NUMBA_NUM_THREADS=1

python3 bench/speed/series.py "$data" $target "${2:-1}"
. bench/others.sh
mvn -q -pl forecasting compile

compare() {
  set=$1
  shift
  [ -f "$target/$set.csv" ] || return 0
  if others_have_r; then Rscript bench/speed/reference.R "$target/$set.csv" "$target/r-$set.csv" "$@" 2>/dev/null; fi
  if others_have_python; then "$python" bench/speed/nixtla.py "$target/$set.csv" "$target/nixtla-$set.csv" "$@"; fi
  java -XX:+UseSerialGC -cp forecasting/target/classes bench/speed/Shelfcast.java "$target/$set.csv" "$target/ours-$set.csv" "$@"
}
compare m3-monthly auto-ets theta auto-arima
compare car-parts auto-ets theta auto-arima
compare daily-90 auto-ets theta auto-arima
compare daily-365 auto-ets theta auto-arima
# On whole histories R's auto.arima takes minutes for each series.
compare daily-1913 auto-ets theta
python3 bench/speed/table.py $target
