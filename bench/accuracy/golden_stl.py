# Makes the golden figures of robust STL from the series that golden.R wrote. R's own stl is not used for these: its
# partial sort is given two indices in falling order and sometimes answers another value than the median.
# Usage: python bench/accuracy/golden_stl.py forecasting/src/test/resources/golden
import math
import sys

import numpy as np
import statsmodels
from statsmodels.tsa.seasonal import STL

folder = sys.argv[1]
rows = [line.rstrip("\n").split(",") for line in open(folder + "/series.csv") if not line.startswith("#")]


def num(values):
    return " ".join("%.10g" % v for v in values)


def odd(x):
    return int(math.ceil(x)) | 1


with open(folder + "/robust_stl.csv", "w") as out:
    out.write("# series,seasonal window,seasonal(every fifth),trend(every fifth); made by bench/accuracy/golden_stl.py with"
              f" statsmodels {statsmodels.__version__}, inner 1, outer 15, degrees 0 1 1, jumps a tenth of the windows\n")
    out.write("# series are R's own data sets (package datasets), from series.csv\n")
    for name, period, values in rows:
        m = int(period)
        if m == 1:
            continue
        y = np.array([float(v) for v in values.split()])
        for window in (7, 13):
            trend, low = odd(1.5 * m / (1 - 1.5 / window)), odd(m)
            fit = STL(y, period=m, seasonal=window, trend=trend, low_pass=low, seasonal_deg=0, trend_deg=1,
                      low_pass_deg=1, robust=True, seasonal_jump=math.ceil(window / 10),
                      trend_jump=math.ceil(trend / 10), low_pass_jump=math.ceil(low / 10)).fit(1, 15)
            out.write(",".join([name, str(window), num(fit.seasonal[::5]), num(fit.trend[::5])]) + "\n")
