"""Draws the series of the comparison from the real data: one file per set, a row per series (period, history, what followed).

Usage: python3 bench/speed/series.py DATA TARGET EVERY, which keeps every so many-th of them. A set whose file is absent is
skipped with a message; what an earlier run left in TARGET is removed.
"""
import csv
import glob
import gzip
import os
import sys

source, target, every = sys.argv[1], sys.argv[2], int(sys.argv[3])
os.makedirs(target, exist_ok=True)
for old in glob.glob(os.path.join(target, "*.csv")):
    os.remove(old)


def rows(name):
    path = os.path.join(source, name)
    if not os.path.exists(path):
        print("skipped:", name, "is not there")
        return []
    with (gzip.open if name.endswith(".gz") else open)(path, "rt") as file:
        return list(csv.reader(file))[1:]


def write(name, period, horizon, series):
    if not series:
        return
    with open(os.path.join(target, name + ".csv"), "w") as out:
        for values in series[::every]:
            history, later = values[:-horizon], values[-horizon:]
            print(period, " ".join(history), " ".join(later), sep=",", file=out)


m3 = [row[4].split() + row[5].split() for row in rows("m3_monthly.csv.gz")]
write("m3-monthly", 12, 18, m3[::14])
parts = [[v for v in row[1:] if v != "NA"] for row in rows("carparts.csv.gz")]
write("car-parts", 12, 6, [p for p in parts if len(p) == 51][::40])
later = {row[0].split("_TX")[0]: row[1:] for row in rows("m5_foods3_tx3/sales_d1914_d1941.csv")}
daily = [row[1:] + later[row[0].split("_TX")[0]] for row in rows("m5_foods3_tx3/sales_d1_d1913.csv.gz")][::16]
for days in (90, 365, 1913):
    write(f"daily-{days}", 7, 28, [d[-days - 28:] for d in daily])
