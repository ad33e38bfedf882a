package dev.shelfcast.forecast.smoothing;

import dev.shelfcast.forecast.decomposition.Seasons;
import dev.shelfcast.forecast.smoothing.EtsForm.Season;
import dev.shelfcast.forecast.smoothing.EtsForm.Trend;

/**
 * First guesses of the initial states: seasons from a centred moving average, level and slope from a line through the
 * first season-free values (Hyndman et al. 2008, section 2.6.1). {@link EtsFit} improves them.
 */
final class EtsStart {
    private EtsStart() {}

    static double[] states(double[] y, int period, EtsForm form) {
        double[] states = new double[EtsKernel.SEASONS + period];
        double[] adjusted = y;
        if (form.season() != Season.NONE) {
            boolean ratio = form.season() == Season.MULTIPLICATIVE;
            double[] season = Seasons.indices(y, period, ratio);
            System.arraycopy(season, 0, states, EtsKernel.SEASONS, period);
            adjusted = new double[y.length];
            for (int t = 0; t < y.length; t++) {
                adjusted[t] = ratio ? y[t] / season[t % period] : y[t] - season[t % period];
            }
        }
        int first = Math.min(y.length, Math.max(10, 2 * period));
        line(adjusted, first, form.trend(), states);
        return states;
    }

    private static void line(double[] y, int first, Trend trend, double[] states) {
        double n = 0;
        double st = 0;
        double sy = 0;
        double stt = 0;
        double sty = 0;
        for (int t = 0; t < y.length && (t < first || n < 2); t++) {
            if (!Double.isNaN(y[t])) {
                n++;
                st += t + 1;
                sy += y[t];
                stt += (t + 1.0) * (t + 1);
                sty += (t + 1) * y[t];
            }
        }
        double mean = n == 0 ? 0 : sy / n;
        double slope = n < 2 ? 0 : (sty - st * mean) / (stt - st * st / n);
        if (trend == Trend.NONE) {
            states[EtsKernel.LEVEL] = mean;
        } else {
            states[EtsKernel.SLOPE] = slope;
            states[EtsKernel.LEVEL] = mean - slope * st / Math.max(1, n);
        }
    }
}
