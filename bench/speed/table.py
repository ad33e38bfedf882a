"""Prints the comparison from the files that the three programs wrote. Usage: python3 bench/speed/table.py TARGET"""
import csv
import glob
import os
import sys

target = sys.argv[1]
numbers = lambda text: [float(v) for v in text.split()]


def read(name):
    """By model: a list of rows (seconds, AICc, forecast)."""
    models = {}
    if os.path.exists(os.path.join(target, name)):
        for row in csv.reader(open(os.path.join(target, name))):
            aicc = float(row[3].replace("NA", "nan"))
            models.setdefault(row[0], []).append((float(row[2]), aicc, numbers(row[4])))
    return models


def mean(values):
    return sum(values) / len(values) if values else float("nan")


def errors(series, rows):
    """MASE and RMSSE, over the series whose history moves at all."""
    mase, rmsse = [], []
    for (period, history, later), (_, _, ahead) in zip(series, rows):
        seasonal = mean([abs(b - a) for a, b in zip(history, history[period:])])
        square = mean([(b - a) ** 2 for a, b in zip(history, history[1:])])
        if seasonal > 0 and square > 0:
            mase.append(mean([abs(a - b) for a, b in zip(later, ahead)]) / seasonal)
            rmsse.append((mean([(a - b) ** 2 for a, b in zip(later, ahead)]) / square) ** 0.5)
    return f"{mean(mase):.4f} / {mean(rmsse):.4f}"


print("| set | series | model | R ms | statsforecast ms | ours ms | times R | times statsforecast | MASE / RMSSE of R "
      "| of statsforecast | ours | AICc <= R's + 0.5 |")
print("|" + " --- |" * 12)
for path in sorted(glob.glob(os.path.join(target, "ours-*.csv"))):
    name = os.path.basename(path)[5:]
    series = [(int(p), numbers(h), numbers(f)) for p, h, f in csv.reader(open(os.path.join(target, name)))]
    found = [read(program + "-" + name) for program in ("r", "nixtla", "ours")]
    for model, ours in found[2].items():
        all_rows = [f.get(model, []) for f in found]
        ms = [1000 * mean([row[0] for row in rows]) for rows in all_rows]
        pairs = [(r[1], o[1]) for r, o in zip(all_rows[0], ours) if r[1] == r[1]]
        close = f"{100 * mean([o <= r + 0.5 for r, o in pairs]):.0f}%" if pairs else ""
        print(f"| {name[:-4]} | {len(series)} | {model} | {ms[0]:.1f} | {ms[1]:.2f} | {ms[2]:.3f} | {ms[0] / ms[2]:.0f} "
              f"| {ms[1] / ms[2]:.1f} | " + " | ".join(errors(series, rows) for rows in all_rows) + f" | {close} |")
