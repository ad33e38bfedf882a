"""Scores the command line on real series with the measures that the targets name; standard library only.

Usage: python3 bench/accuracy/score.py JAR WORK TARGET...   (F6 F7 F9 F10 F12; F5, F11 and F13 are what `evaluate` prints)

F6  dollar-weighted RMSSE of the M5 slice: squared errors over the mean squared day-to-day change since the first sale,
    weighted by the dollars sold in the 28 days scored. Origin d_1913 and eleven held-back origins 28 days apart.
F9  coverage and mean pinball loss of quantiles of 7 and 14 day sums at .90, .95 and .975, the same origins.
F10 RMSSE of car parts over the naive error of the whole known series, series without a naive error left out.
F12 WAPE with 30, 60, 90, 180 and 365 days of history at six origins 28 days apart, the last d_1913.
"""
import csv
import datetime
import os
import subprocess
import sys

jar, work = sys.argv[1], sys.argv[2]
FIRST = datetime.date(2011, 1, 29)


def table(name):
    series = {}
    with open(f"{work}/{name}.csv") as rows:
        for row in csv.DictReader(rows):
            series.setdefault(row["unique_id"], []).append(row)
    return series


def forecast(rows, header, horizon, *options):
    with open(f"{work}/cut.csv", "w") as out:
        out.write(header + "\n")
        out.writelines(rows)
    command = ["java", "-Xmx1g", "-jar", jar, "--input", f"{work}/cut.csv", "--output", f"{work}/cut_forecast.csv"]
    subprocess.run(command + ["--horizon", str(horizon), "--non-negative", *options], check=True,
                   stderr=subprocess.DEVNULL)
    found = {}
    with open(f"{work}/cut_forecast.csv") as answers:
        for row in csv.DictReader(answers):
            found.setdefault(row["unique_id"], []).append(row)
    return found


def m5(origin, history, horizon, *options):
    rows = []
    for name, y in M5.items():
        for t in range(max(0, origin - history), origin):
            rows.append(f"{name},{FIRST + datetime.timedelta(t)},{y[t]:g}\n")
    return forecast(rows, "unique_id,ds,y", horizon, *options)


def naive(history):
    return [b - a for a, b in zip(history, history[1:])]


def square(values):
    return sum(v * v for v in values) / len(values) if values else 0


def f6():
    prices = {}
    path = os.path.join(os.environ.get("DATA", "../shared/data"), "m5_foods3_tx3/weights_d1914_d1941.csv")
    for row in csv.DictReader(open(path)):
        prices[row["item_id"]] = float(row["price"] or 0)
    for model in ("sma28", "auto"):
        scores = []
        for k in range(12):
            origin = 1913 - 28 * k
            errors = weights = 0
            for name, steps in m5(origin, 1913, 28, "--model", model).items():
                y = M5[name]
                sold = next((t for t, v in enumerate(y[:origin]) if v > 0), origin)
                scale = square(naive(y[sold:origin]))
                if scale > 0:
                    actual = y[origin : origin + 28]
                    weight = prices.get(name, 0) * sum(actual)
                    errors += weight * (square([a - float(s["mean"]) for a, s in zip(actual, steps)]) / scale) ** 0.5
                    weights += weight
            scores.append(errors / weights)
        print(f"F6 {model:6s} d_1913 {scores[0]:.4f} (target 0.965); mean of 11 held-back {sum(scores[1:]) / 11:.4f}")


def f9():
    levels = ("0.9", "0.95", "0.975")
    loss, covered, n = {}, {}, 0
    for k in range(12):
        origin = 1913 - 28 * k
        found = m5(origin, 1913, 14, "--sums", "--quantiles", ",".join(levels))
        for name, steps in found.items():
            n += 1
            for days in (7, 14):
                actual = sum(M5[name][origin : origin + days])
                for p in levels:
                    q = float(steps[days - 1]["sum_q" + p])
                    e = actual - q
                    loss[days] = loss.get(days, 0) + max(float(p) * e, (float(p) - 1) * e)
                    covered[days, p] = covered.get((days, p), 0) + (actual <= q)
    for days, target in ((7, 1.38), (14, 2.45)):
        shares = " ".join(f"{p}: {covered[days, p] / n:.3f}" for p in levels)
        print(f"F9 {days:2d}-day sums: coverage {shares}; mean pinball {loss[days] / n / 3:.3f} (target {target})")


def f10():
    series = table("carparts")
    rows = [f"{n},{r['ds']},{r['y']}\n" for n, rs in series.items() for r in rs[:-6]]
    for model in ("sma7", "adida", "auto"):
        found = forecast(rows, "unique_id,ds,y", 6, "--freq", "M", "--model", model)
        scores = []
        for name, steps in found.items():
            y = [float(r["y"]) for r in series[name]]
            scale = square(naive(y[:-6]))
            if scale > 0:
                scores.append((square([a - float(s["mean"]) for a, s in zip(y[-6:], steps)]) / scale) ** 0.5)
        print(f"F10 {model:6s} RMSSE {sum(scores) / len(scores):.4f} (target 0.678 where adida has 0.681: 0.9956 of it)")


def f12():
    for days in (30, 60, 90, 180, 365):
        line = []
        for model in ("sma28", "auto"):
            errors = total = 0
            for k in range(6):
                origin = 1913 - 28 * k
                for name, steps in m5(origin, days, 28, "--model", model).items():
                    actual = M5[name][origin : origin + 28]
                    errors += sum(abs(a - float(s["mean"])) for a, s in zip(actual, steps))
                    total += sum(actual)
            line.append(f"{model} {100 * errors / total:.2f}%")
        print(f"F12 {days:3d} days: WAPE {', '.join(line)} (target 63.0%)", flush=True)


if os.path.exists(f"{work}/m5.csv") and {"F6", "F9", "F12"} & set(sys.argv[3:]):
    M5 = {name: [float(r["y"]) for r in rows] for name, rows in table("m5").items()}
for target in sys.argv[3:]:
    name = "carparts" if target == "F10" else "m5"
    if os.path.exists(f"{work}/{name}.csv"):
        {"F6": f6, "F9": f9, "F10": f10, "F12": f12}[target]()
    else:
        print(f"{target} skipped: no {name}.csv")
