package dev.shelfcast.forecast.ces;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.decomposition.Seasons;
import dev.shelfcast.forecast.numeric.NelderMead;
import dev.shelfcast.forecast.smoothing.WindowAverage;
import java.util.Arrays;
import java.util.List;

/**
 * Complex exponential smoothing (CES): level and a second, unobserved part that holds what the level left out are
 * smoothed together as one complex number, so that one model passes from level to trend without a choice between them.
 * Source: Svetunkov, Kourentzes and Ord (2022), "Complex exponential smoothing", Naval Research Logistics 69(8), with
 * starting states by backcasting. The automatic form takes the least AICc of none, simple, partial and full season.
 * Without two whole seasons there is none; fewer than 8 known values give their average.
 */
public final class ComplexSmoothing implements Forecaster {
    private static final int LEAST_VALUES = 8;
    private static final int BUDGET = 800;

    /** Bounds and first step of alpha0, alpha1, beta0, beta1; a season of the partial form takes the third alone. */
    private static final double[][] BOX = {{0.01, 1.8, 0.2}, {0.01, 1.9, 0.1}, {0.01, 1.5, 0.15}, {0.01, 1.5, 0.1}};

    private static final double[][] STARTS = {{1.3, 1, 1.2, 1}, {1.05, 1, 0.98, 0.99}};

    private static final double[] NO_FITTED = new double[0];

    private final String name;
    private final List<CesForm> forms;

    private ComplexSmoothing(String name, List<CesForm> forms) {
        this.name = name;
        this.forms = forms;
    }

    /** The best of the four forms, under the name {@code auto-ces}. */
    public static ComplexSmoothing auto() {
        return new ComplexSmoothing("auto-ces", List.of(CesForm.values()));
    }

    /** One form, under its own label. */
    public static ComplexSmoothing of(CesForm form) {
        return new ComplexSmoothing(form.label(), List.of(form));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FittedModel fit(Series series) {
        double[] values = series.values();
        int observed = series.observed();
        double size = size(values);
        if (observed < LEAST_VALUES || size == 0) {
            return new WindowAverage(name, Integer.MAX_VALUE, 1).fit(series);
        }
        double[] y = new double[values.length];
        for (int t = 0; t < y.length; t++) {
            y[t] = values[t] / size;
        }
        int period = series.period();
        boolean seasonal = period > 1 && observed >= 2 * period && y.length >= 2 * period;
        CesModel best = null;
        for (CesForm form : forms) {
            boolean possible = form == CesForm.NONE || seasonal;
            CesForm used = possible ? form : CesForm.NONE;
            if (!possible && forms.size() > 1) {
                continue;
            }
            CesModel found = search(used, y, used == CesForm.NONE ? 1 : period, observed, size);
            best = best == null || found.aicc() < best.aicc() ? found : best;
        }
        return best == null ? new WindowAverage(name, Integer.MAX_VALUE, 1).fit(series) : best;
    }

    private static CesModel search(CesForm form, double[] y, int period, int observed, double size) {
        CesKernel kernel = new CesKernel(form, y, period);
        double[] start = start(form, y, period);
        int free = form.free();
        double[][] box = Arrays.copyOf(BOX, free);
        NelderMead simplex = new NelderMead(free);
        // The logarithm is what the likelihood needs, and makes one tolerance fit every series.
        NelderMead.Objective objective =
                x -> stable(form, x) ? Math.log(1e-24 + kernel.pass(x, start, NO_FITTED)) : 1e10;
        double least = Double.POSITIVE_INFINITY;
        double[] best = Arrays.copyOf(STARTS[0], free);
        for (double[] from : STARTS) {
            double[] p = Arrays.copyOf(from, free);
            if (form == CesForm.PARTIAL) {
                p[2] = 0.1;
            }
            double found = simplex.minimise(objective, p, box, 2e-5, BUDGET);
            if (found < least) {
                least = found;
                best = p;
            }
        }
        simplex.minimise(objective, best, box, 1e-7, BUDGET / 2);
        double[] fitted = new double[y.length];
        double squares = kernel.pass(best, start, fitted);
        return new CesModel(form, kernel, best, fitted, squares, observed, size);
    }

    /** The region in which errors of the past lose their weight (Svetunkov et al. 2022, section 3.2). */
    private static boolean stable(CesForm form, double[] p) {
        if (form.seasonal()) {
            return true;
        }
        double a = p[0];
        double b = p[1];
        return square(a - 2.5) + square(b) > 1.25
                && square(a - 0.5) + square(b - 1) > 0.25
                && square(a - 1.5) + square(b - 0.5) < 1.5;
    }

    private static double square(double x) {
        return x * x;
    }

    /** First states: the mean of the beginning, or the first period itself; then the season's usual deviation. */
    private static double[] start(CesForm form, double[] y, int period) {
        int levels = form == CesForm.SIMPLE ? period : 1;
        double[] start = new double[levels + (form.seasonal() ? period : 0)];
        double[] full = Seasons.filled(y);
        int first = Math.min(full.length, form == CesForm.NONE ? 10 : period);
        double mean = 0;
        for (int t = 0; t < first; t++) {
            mean += full[t] / first;
        }
        start[0] = mean;
        int offset = y.length - full.length;
        for (int i = 0; i < levels && levels > 1; i++) {
            start[(i + offset) % levels] = full[i];
        }
        if (form.seasonal()) {
            season(full, period, offset, start);
        }
        return start;
    }

    /** The mean distance of each season from the centred average of a period (classical decomposition). */
    private static void season(double[] full, int period, int offset, double[] start) {
        int[] count = new int[period];
        double overall = 0;
        for (int t = 0; t < full.length; t++) {
            double e = full[t] - Seasons.centred(full, t, period);
            if (!Double.isNaN(e)) {
                start[1 + (t + offset) % period] += e;
                count[(t + offset) % period]++;
            }
        }
        for (int i = 0; i < period; i++) {
            start[1 + i] /= Math.max(1, count[i]);
            overall += start[1 + i] / period;
        }
        for (int i = 0; i < period; i++) {
            start[1 + i] -= overall;
        }
    }

    /** Mean absolute value, summed in shares so that huge values do not overflow. */
    private static double size(double[] values) {
        double sum = 0;
        int n = 0;
        for (double v : values) {
            if (!Double.isNaN(v)) {
                sum += Math.abs(v) / values.length;
                n++;
            }
        }
        return n == 0 ? 0 : sum * ((double) values.length / n);
    }
}
