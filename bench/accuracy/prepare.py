"""Turns the real data beside the project (../shared/data) into long files for the command line.

Usage: python3 bench/accuracy/prepare.py ../shared/data target/bench
Skips a set with a message where its file is absent. Needs duckdb for the Parquet set only.
"""
import csv
import datetime
import gzip
import os
import sys

source, target = sys.argv[1], sys.argv[2]
os.makedirs(target, exist_ok=True)


def have(name):
    path = os.path.join(source, name)
    if not os.path.exists(path):
        print("skipped:", name, "is not there")
    return os.path.exists(path) and path


def m3():
    path = have("m3_monthly.csv.gz")
    if not path:
        return
    with open(f"{target}/m3.csv", "w") as out:
        out.write("unique_id,ds,y\n")
        for row in csv.DictReader(gzip.open(path, "rt")):
            values = row["train"].split() + row["test"].split()
            for i, v in enumerate(values):
                # Start dates play no part in M3; plain numbers keep the steps.
                out.write(f"{row['id']},{i + 1},{v}\n")


def m5():
    path = have("m5_foods3_tx3/sales_d1_d1913.csv.gz")
    if not path:
        return
    later = {r[0].split("_TX")[0]: r[1:] for r in csv.reader(open(os.path.join(source, "m5_foods3_tx3/sales_d1914_d1941.csv")))}
    first = datetime.date(2011, 1, 29)
    with open(f"{target}/m5.csv", "w") as out:
        out.write("unique_id,ds,y\n")
        rows = csv.reader(gzip.open(path, "rt"))
        next(rows)
        for row in rows:
            name = row[0].split("_TX")[0]
            for i, v in enumerate(row[1:] + later.get(name, [])):
                out.write(f"{name},{first + datetime.timedelta(i)},{v}\n")


def carparts():
    path = have("carparts.csv.gz")
    if not path:
        return
    with open(f"{target}/carparts.csv", "w") as out:
        out.write("unique_id,ds,y\n")
        for row in csv.reader(gzip.open(path, "rt")):
            if row[0].strip('"').isdigit():
                for i, v in enumerate(row[1:]):
                    if v != "NA":
                        out.write(f"{row[0]},{1998 + i // 12}-{i % 12 + 1:02d}-01,{v}\n")


def walmart():
    path = have("walmart2014/sales_weekly.csv.gz")
    if not path:
        return
    series, dates = {}, set()
    for row in csv.DictReader(gzip.open(path, "rt")):
        series.setdefault(row["Store"] + "_" + row["Dept"], {})[row["Date"]] = row["Weekly_Sales"]
        dates.add(row["Date"])
    with open(f"{target}/walmart.csv", "w") as out:
        out.write("unique_id,segment,ds,y\n")
        for name, values in series.items():
            if len(values) == len(dates):
                for date in sorted(dates):
                    out.write(f"{name},{name.split('_')[1]},{date},{values[date]}\n")


def pasta():
    path = have("pasta/sales_promo.csv.gz")
    if not path:
        return
    rows = list(csv.DictReader(gzip.open(path, "rt")))
    names = [c[4:] for c in rows[0] if c.startswith("QTY_")]
    with open(f"{target}/pasta.csv", "w") as out:
        out.write("unique_id,ds,y,promo\n")
        for name in names:
            for row in rows:
                out.write(f"{name},{row['DATE']},{row['QTY_' + name]},{row['PROMO_' + name]}\n")
    with open(f"{target}/pasta_future.csv", "w") as out:
        out.write(f"unique_id,ds,promo\n{names[0]},2019-01-01,0\n")


def freshretail():
    path = have("freshretail/daily.parquet")
    if not path:
        return
    try:
        import duckdb
    except ImportError:
        print("skipped: freshretail needs duckdb (pip install duckdb)")
        return
    duckdb.sql(
        f"""copy (select store_id || '_' || product_id as unique_id, dt as ds, sale as y,
                         greatest(0, 1 - so_hours / 16.0) as in_stock
                  from '{path}' order by 1, 2) to '{target}/freshretail.csv' (header)""")


for make in (m3, m5, carparts, walmart, pasta, freshretail):
    make()
