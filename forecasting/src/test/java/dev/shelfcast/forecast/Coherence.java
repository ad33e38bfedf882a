package dev.shelfcast.forecast;

/** What quantiles have to do whatever the forecast: ascend, and agree with each other. */
final class Coherence {
    private Coherence() {}

    /** What is wrong with a forecast, empty when nothing is; {@code cut} says that demand is never negative. */
    static String fault(Forecast forecast, boolean cut) {
        for (int h = 0; h < forecast.horizon(); h++) {
            if (!Double.isFinite(forecast.mean()[h]) || (cut && forecast.mean()[h] < 0)) {
                return "mean of step " + (h + 1) + " is " + forecast.mean()[h];
            }
            String fault = fault(forecast.quantiles()[h], cut) + fault(forecast.sumQuantiles()[h], cut);
            if (!fault.isEmpty()) {
                return "step " + (h + 1) + fault;
            }
            for (int k = 0; k < forecast.levels().length; k++) {
                double sum = forecast.sumQuantiles()[h][k];
                double step = forecast.quantiles()[h][k];
                if (h == 0 && Math.abs(sum - step) > 1e-9 * Math.abs(step)) {
                    return "the sum of one step is " + sum + ", the step " + step;
                }
                if (cut && h > 0 && sum < forecast.sumQuantiles()[h - 1][k]) {
                    return "the sum falls at step " + (h + 1) + " to " + sum;
                }
            }
        }
        return "";
    }

    private static String fault(double[] quantiles, boolean cut) {
        for (int k = 0; k < quantiles.length; k++) {
            if (!Double.isFinite(quantiles[k]) || (cut && quantiles[k] < 0)) {
                return " has a quantile of " + quantiles[k];
            }
            if (k > 0 && quantiles[k] < quantiles[k - 1]) {
                return " has quantiles that cross: " + quantiles[k - 1] + ", " + quantiles[k];
            }
        }
        return "";
    }
}
