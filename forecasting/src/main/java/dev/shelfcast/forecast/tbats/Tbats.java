package dev.shelfcast.forecast.tbats;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Frequency;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.decomposition.Seasons;
import dev.shelfcast.forecast.numeric.Bfgs;
import dev.shelfcast.forecast.numeric.NelderMead;
import dev.shelfcast.forecast.smoothing.WindowAverage;
import java.util.Arrays;

/**
 * TBATS: exponential smoothing of a level and a slope with trigonometric seasons (several, long, or of broken length
 * such as 365.25 days), a power transformation and autocorrelated errors. Source: De Livera, Hyndman and Snyder (2011),
 * "Forecasting time series with complex seasonal patterns using exponential smoothing", JASA 106(496). The first states
 * are found by least squares at every trial, where the paper fixes them before the search.
 *
 * <p>Chosen by the corrected AIC: first the number of sine waves of each season, one after the other; then
 * transformation, slope and damping; then the errors' orders up to 2. A season seen less than twice is left out; gaps
 * are filled from a first fit; fewer than 10 known values, or a constant, give their average. Of very long series the
 * last 2,000 values count (or three of the longest periods). Cost: some 4,000 passes, each of seeds^2 / 2 operations a
 * value.
 */
public final class Tbats implements Forecaster {
    private static final int LEAST_VALUES = 10;
    private static final int MOST_VALUES = 2_000;
    private static final int MOST_WAVES = 12;
    private static final int[][] ERRORS = {{1, 0}, {0, 1}, {1, 1}, {2, 0}, {2, 1}, {0, 2}, {1, 2}};
    private static final double YEAR_OF_DAYS = 365.25;

    private final double[] own;

    private Tbats(double[] own) {
        this.own = own;
    }

    /** The series' own periods; a year of 365 or 366 days or 52 weeks is read as 365.25 days. */
    public static Tbats auto() {
        return new Tbats(new double[0]);
    }

    /**
     * These seasonal periods, in steps, whatever the series says.
     *
     * @throws IllegalArgumentException when a period is not above 2
     */
    public static Tbats of(double... periods) {
        for (double period : periods) {
            if (!(period > 2 && period < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("A seasonal period of " + period + " steps has no sine wave.");
            }
        }
        double[] sorted = periods.clone();
        Arrays.sort(sorted);
        return new Tbats(sorted);
    }

    @Override
    public String name() {
        return "tbats";
    }

    @Override
    public FittedModel fit(Series series) {
        double[] full = Seasons.filled(series.values());
        double scale = 0;
        boolean constant = true;
        for (double v : full) {
            scale += Math.abs(v) / full.length;
            constant &= v == full[0];
        }
        if (series.observed() < LEAST_VALUES || constant || !(scale > 0)) {
            return new WindowAverage(name(), Integer.MAX_VALUE, 1).fit(series);
        }
        double[] periods = periods(series, full.length);
        int longest = periods.length == 0 ? 0 : (int) (3 * periods[periods.length - 1]);
        int used = Math.min(full.length, Math.max(MOST_VALUES, longest));
        double[] u = Arrays.copyOfRange(full, full.length - used, full.length);
        for (int t = 0; t < used; t++) {
            u[t] /= scale;
        }
        int first = series.length() - used;
        Candidate best = choose(u, periods);
        TbatsModel model = model(best, u, series, first, scale);
        if (series.observed() < full.length && fill(u, series, first, scale, model.fitted())) {
            best = search(best.form, u, best.p, true);
            model = model(best, u, series, first, scale);
        }
        return model;
    }

    /** Puts the fitted values into the gaps; whether there were any. */
    private static boolean fill(double[] u, Series series, int first, double scale, double[] fitted) {
        boolean any = false;
        for (int t = 0; t < u.length; t++) {
            if (Double.isNaN(series.values()[first + t])) {
                u[t] = fitted[first + t] / scale;
                any = true;
            }
        }
        return any;
    }

    private double[] periods(Series series, int n) {
        double[] wanted = own.length > 0
                ? own
                : Arrays.stream(series.periods())
                        .mapToDouble(p -> broken(p, series.frequency()))
                        .toArray();
        return Arrays.stream(wanted).filter(p -> p > 2 && n >= 2 * p).toArray();
    }

    private static double broken(int period, Frequency frequency) {
        if (frequency == Frequency.DAILY && (period == 365 || period == 366)) {
            return YEAR_OF_DAYS;
        }
        return frequency == Frequency.WEEKLY && (period == 52 || period == 53) ? YEAR_OF_DAYS / 7 : period;
    }

    private static Candidate choose(double[] u, double[] periods) {
        boolean positive = Arrays.stream(u).min().orElse(0) > 0;
        int[] one = new int[periods.length];
        Arrays.fill(one, 1);
        TbatsForm start = new TbatsForm(positive, true, false, periods, one, 0, 0);
        Candidate best = quick(start, u);
        for (int i = 0; i < periods.length; i++) {
            best = waves(best, i, u);
        }
        best = scales(best, best.form, positive, u);
        if (periods.length > 0) {
            best = scales(best, best.form.withoutSeasons(), positive, u);
        }
        Candidate plain = search(best.form, u, best.p, true);
        best = plain;
        for (int[] order : ERRORS) {
            if (plain.form.seeds() + plain.form.parameters() + order[0] + order[1] < u.length / 2) {
                best = better(best, errors(plain, order[0], order[1], u));
            }
        }
        return search(best.form, u, best.p, true);
    }

    /** Adds sine waves to a season as long as one of the next two gains. */
    private static Candidate waves(Candidate best, int season, double[] u) {
        double[] periods = best.form.periods();
        double most = Math.min(MOST_WAVES, Math.floor(periods[season] / 2));
        if (season > 0) {
            // The wave that a shorter season has already is not fitted twice.
            most = Math.min(most, Math.max(1, Math.ceil(periods[season] / periods[season - 1]) - 1));
        }
        Candidate found = best;
        int last = 1;
        for (int k = 2; k <= most && k <= last + 2; k++) {
            TbatsForm form = best.form.withHarmonics(season, k);
            if (form.seeds() + form.parameters() >= u.length / 2) {
                break;
            }
            Candidate tried = quick(form, u);
            last = tried.criterion < found.criterion ? k : last;
            found = better(found, tried);
        }
        return found;
    }

    private static Candidate scales(Candidate best, TbatsForm form, boolean positive, double[] u) {
        Candidate found = best;
        for (boolean boxCox : positive ? new boolean[] {false, true} : new boolean[] {false}) {
            found = better(found, quick(form.withScale(boxCox, false, false), u));
            found = better(found, quick(form.withScale(boxCox, true, false), u));
            found = better(found, quick(form.withScale(boxCox, true, true), u));
        }
        return found;
    }

    private static Candidate better(Candidate one, Candidate other) {
        return other.criterion < one.criterion ? other : one;
    }

    private static Candidate quick(TbatsForm form, double[] u) {
        return search(form, u, start(form), false);
    }

    /** The same form with other errors, from where the search without them ended. */
    private static Candidate errors(Candidate plain, int p, int q, double[] u) {
        double[] from = Arrays.copyOf(plain.p, plain.p.length + p + q);
        Candidate near = search(plain.form.withErrors(p, q), u, from, false);
        return better(near, quick(near.form, u));
    }

    /** The start of the search as in the paper, section 3.1. */
    private static double[] start(TbatsForm form) {
        double[] p = new double[form.parameters()];
        int i = 0;
        if (form.boxCox()) {
            p[i++] = 0.2;
        }
        p[i++] = 0.09;
        if (form.trend()) {
            p[i++] = 0.02;
        }
        if (form.damped()) {
            p[i++] = 0.98;
        }
        for (int k = 0; k < 2 * form.periods().length; k++) {
            p[i++] = 0.001;
        }
        return p;
    }

    /** Lower bound, upper bound and usual size of a move of each parameter. */
    private static double[][] box(TbatsForm form) {
        double[][] box = new double[form.parameters()][];
        int i = 0;
        if (form.boxCox()) {
            box[i++] = new double[] {0, 1, 0.2};
        }
        box[i++] = new double[] {1e-4, 1.5, 0.1};
        if (form.trend()) {
            box[i++] = new double[] {0, 1, 0.02};
        }
        if (form.damped()) {
            box[i++] = new double[] {0.8, 0.9995, 0.02};
        }
        for (int k = 0; k < 2 * form.periods().length; k++) {
            box[i++] = new double[] {-0.3, 0.3, 0.005};
        }
        while (i < box.length) {
            box[i++] = new double[] {-1.98, 1.98, 0.2};
        }
        return box;
    }

    private static Candidate search(TbatsForm form, double[] u, double[] from, boolean fine) {
        TbatsKernel kernel = new TbatsKernel(form, u);
        double[][] box = box(form);
        int d = from.length;
        double[] p = new double[d];
        double[] v = new double[d];
        // Moves in usual sizes, so that one step of differences fits all; beyond a bound counts as on it.
        NelderMead.Objective scaled = x -> kernel.objective(moved(from, x, box, p));
        double value = Bfgs.minimise(scaled, v, fine ? 1e-3 : -1e-3, fine ? 1e-4 : 0.05, fine ? 60 : 15);
        if (fine) {
            double[][] room = new double[d][];
            Arrays.setAll(room, i -> new double[] {v[i] - 20, v[i] + 20, 0.3});
            value = new NelderMead(d).minimise(scaled, v, room, 1e-4, 60 * d);
            value = Bfgs.minimise(scaled, v, 1e-4, 1e-6, 40);
        }
        return new Candidate(form, moved(from, v, box, p), value, u.length);
    }

    private static double[] moved(double[] from, double[] moves, double[][] box, double[] out) {
        for (int i = 0; i < from.length; i++) {
            out[i] = Math.max(box[i][0], Math.min(box[i][1], from[i] + moves[i] * box[i][2]));
        }
        return out;
    }

    private static TbatsModel model(Candidate best, double[] u, Series series, int first, double scale) {
        TbatsKernel kernel = new TbatsKernel(best.form, u);
        double[] fitted = new double[u.length];
        double[] end = new double[kernel.size()];
        double squares = kernel.run(best.p, fitted, end);
        double aic = best.aic + 2 * u.length * Math.log(scale);
        double sigma = Math.sqrt(squares / Math.max(u.length / 2.0, u.length - best.form.seeds()));
        double[] whole = new double[series.length()];
        Arrays.fill(whole, Double.NaN);
        for (int t = 0; t < u.length; t++) {
            whole[first + t] = scale * BoxCox.mean(fitted[t], sigma * sigma, kernel.lambda());
        }
        return new TbatsModel(best.form, best.p, kernel, new TbatsModel.Fit(end, whole, sigma, scale, aic));
    }

    private static final class Candidate {
        private final TbatsForm form;
        private final double[] p;
        private final double aic;
        private final double criterion;

        Candidate(TbatsForm form, double[] p, double value, int n) {
            this.form = form;
            this.p = p;
            double k = form.counted();
            aic = value + 2 * k;
            criterion = aic + 2 * k * (k + 1) / Math.max(0.5, n - k - 1);
        }
    }
}
