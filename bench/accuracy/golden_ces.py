# Makes the golden figures of complex exponential smoothing from the series that golden.R wrote.
# Usage: python bench/accuracy/golden_ces.py forecasting/src/test/resources/golden
import sys

import numpy as np
import statsforecast
from statsforecast.ces import auto_ces, pegelsfcast_C

folder = sys.argv[1]
rows = [line.rstrip("\n").split(",") for line in open(folder + "/series.csv") if not line.startswith("#")]


def num(values):
    return " ".join("%.10g" % v for v in values)


with open(folder + "/ces.csv", "w") as out:
    out.write("# series,asked (Z: automatic),form,aicc,parameters,mean(12),fitted(first 24); made by"
              f" bench/accuracy/golden_ces.py with statsforecast {statsforecast.__version__}, numpy {np.__version__}\n")
    out.write("# series are R's own data sets (package datasets), from series.csv\n")
    for name, period, values in rows:
        y = np.array([float(v) for v in values.split()])
        for asked in "ZNSPF" if int(period) > 1 else "Z":
            fit = auto_ces(y.copy(), int(period), model=asked)
            p = [v for v in fit["par"].values() if not np.isnan(v)]
            out.write(",".join([name, asked, fit["seasontype"], "%.10g" % fit["aicc"], num(p),
                                num(pegelsfcast_C(12, fit)), num(fit["fitted"][:24])]) + "\n")
