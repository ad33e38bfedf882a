"""Nixtla statsforecast on one set of series, one thread, everything compiled before the clock starts.

Usage: python nixtla.py SET.csv OUT.csv MODEL...  Writes what reference.R writes.
"""
import sys
import time
import warnings

import numpy as np
from statsforecast.models import AutoARIMA, AutoETS, Theta

warnings.filterwarnings("ignore")
models = {"auto-ets": AutoETS, "auto-arima": AutoARIMA, "theta": Theta}
numbers = lambda text: np.array(text.split(), dtype=float)
series = []
for line in open(sys.argv[1]):
    period, history, later = line.split(",")
    series.append((int(period), numbers(history), len(later.split())))


def run(name, period, y, horizon):
    start = time.process_time()
    model = models[name](season_length=period).fit(y)
    mean = model.predict(horizon)["mean"]
    return time.process_time() - start, model.model_.get("aicc", "NA"), mean


with open(sys.argv[2], "w") as out:
    for name in sys.argv[3:]:
        for one in series[:5]:
            run(name, *one)
        for row, one in enumerate(series, 1):
            seconds, aicc, mean = run(name, *one)
            print(name, row, seconds, aicc, " ".join(map(str, mean)), sep=",", file=out, flush=True)
