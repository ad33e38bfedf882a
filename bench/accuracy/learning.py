"""What bench/accuracy/learning.sh needs besides prepare.py: histories cut at an origin, FreshRetailNet with what is known ahead, and
the dollar-weighted RMSSE of M5 (Makridakis, Spiliotis and Assimakopoulos 2022: squared errors over the mean squared daily change
since the first sale, root, weighted by revenue).

Usage: learning.py cut FILE DAYS OUT | learning.py fresh DATA WORK | learning.py score DATA FORECAST DAYS
       learning.py quantiles DATA FORECAST DAYS   pinball loss and coverage, of days and of sums from the first day on
"""
import csv
import datetime
import gzip
import math
import os
import sys

FIRST = datetime.date(2011, 1, 29)
HORIZON = 28


def cut(source, days, target):
    last = (FIRST + datetime.timedelta(int(days) - 1)).isoformat()
    with open(source) as lines, open(target, "w") as out:
        for i, line in enumerate(lines):
            if i == 0 or line.split(",")[1] <= last:
                out.write(line)


def fresh(data, work):
    import duckdb

    duckdb.sql(
        f"""copy (select store_id || '_' || product_id as unique_id, dt as ds, sale as y, greatest(0, 1 - so_hours / 16.0) as in_stock,
                         discount, holiday, activity
                  from '{data}/freshretail/daily.parquet' order by 1, 2) to '{work}/freshretail_causes.csv' (header)"""
    )
    with open(f"{work}/freshretail_future.csv", "w") as out:
        # The columns' names are what counts: the last week's own causes stand in the history.
        out.write("unique_id,ds,discount,holiday,activity\n0_104,2024-12-01,1,0,0\n")


def sales(folder):
    rows = {}
    for file in (gzip.open(f"{folder}/sales_d1_d1913.csv.gz", "rt"), open(f"{folder}/sales_d1914_d1941.csv")):
        lines = csv.reader(file)
        next(lines)
        for line in lines:
            rows.setdefault(line[0].split("_TX")[0], []).extend(float(v) for v in line[1:])
    return rows


def quantiles(data, forecast, days):
    rows = sales(os.path.join(data, "m5_foods3_tx3"))
    step, sums, found = {}, {}, {}
    for row in csv.DictReader(open(forecast)):
        item = row["unique_id"]
        actual = rows[item][int(days) + step.get(item, 0)]
        step[item] = step.get(item, 0) + 1
        sums[item] = sums.get(item, 0) + actual
        for column, value in row.items():
            if "q" in column.split("_")[-1]:
                level = float(column.split("q")[-1])
                error = (sums[item] if column.startswith("sum_") else actual) - float(value)
                n, loss, covered = found.get(column, (0, 0, 0))
                found[column] = (n + 1, loss + max(level * error, (level - 1) * error), covered + (error <= 0))
    told = ", ".join(f"{c} {loss / n:.4f} ({100 * covered / n:.1f}%)" for c, (n, loss, covered) in found.items())
    print(f"{os.path.basename(forecast)}: pinball (covered) {told}")


def score(data, forecast, days):
    days = int(days)
    folder = os.path.join(data, "m5_foods3_tx3")
    rows = sales(folder)
    revenue = {r["item_id"]: float(r["rev"]) for r in csv.DictReader(open(f"{folder}/weights_d1914_d1941.csv"))}
    means = {}
    for row in csv.DictReader(open(forecast)):
        means.setdefault(row["unique_id"], []).append(float(row["mean"]))
    total = sum(revenue.values())
    weighted = absolute = signed = units = 0
    for item, values in rows.items():
        history, actual, mean = values[:days], values[days : days + HORIZON], means[item]
        absolute += sum(abs(a - m) for a, m in zip(actual, mean))
        signed += sum(m - a for a, m in zip(actual, mean))
        units += sum(actual)
        start = next((i for i, v in enumerate(history) if v > 0), None)
        if start is None:
            continue
        history = history[start:]
        scale = sum((b - a) ** 2 for a, b in zip(history, history[1:])) / max(1, len(history) - 1)
        if scale > 0:
            error = sum((a - m) ** 2 for a, m in zip(actual, mean)) / HORIZON
            weighted += revenue.get(item, 0) / total * math.sqrt(error / scale)
    print(
        f"{os.path.basename(forecast)}: dollar-weighted RMSSE {weighted:.4f}, WAPE {100 * absolute / units:.2f}%,"
        f" bias {100 * signed / units:.2f}%"
    )


{"cut": cut, "fresh": fresh, "score": score, "quantiles": quantiles}[sys.argv[1]](*sys.argv[2:])
