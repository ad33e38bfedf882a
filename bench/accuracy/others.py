"""AutoETS, AutoTheta and seasonal naive of statsforecast on a sample of the same series. Usage: others.py WORK"""
import csv
import os
import sys

import pandas
from statsforecast import StatsForecast
from statsforecast.models import AutoETS, AutoTheta, SeasonalNaive

for name, period, horizon, every in (("m3", 12, 18, 7), ("walmart", 52, 13, 20), ("carparts", 12, 6, 10)):
    path = f"{sys.argv[1]}/{name}.csv"
    if not os.path.exists(path):
        continue
    known, scored, series = [], {}, {}
    for row in csv.DictReader(open(path)):
        series.setdefault(row["unique_id"], []).append(float(row["y"]))
    for unique_id in list(series)[::every]:
        y = series[unique_id]
        known += [(unique_id, t, v) for t, v in enumerate(y[:-horizon])]
        scored[unique_id] = y
    ets_period = period if period <= 24 else 1
    models = [AutoETS(season_length=ets_period), AutoTheta(season_length=period), SeasonalNaive(season_length=period)]
    frame = pandas.DataFrame(known, columns=["unique_id", "ds", "y"])
    answers = StatsForecast(models=models, freq=1).forecast(df=frame, h=horizon)
    for model in ("AutoETS", "AutoTheta", "SeasonalNaive"):
        errors = []
        for unique_id, rows in answers.groupby("unique_id"):
            y = scored[unique_id]
            past = y[:-horizon]
            scale = sum(abs(b - a) for a, b in zip(past, past[period:])) / max(1, len(past) - period)
            if scale > 0:
                found = zip(y[-horizon:], rows.sort_values("ds")[model])
                errors.append(sum(abs(a - f) for a, f in found) / horizon / scale)
        print(f"statsforecast {name} {model}: MASE {sum(errors) / len(errors):.4f} on {len(errors)} series")
