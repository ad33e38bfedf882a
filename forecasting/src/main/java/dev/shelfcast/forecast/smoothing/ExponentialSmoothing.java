package dev.shelfcast.forecast.smoothing;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.smoothing.EtsFit.Candidate;
import dev.shelfcast.forecast.smoothing.EtsForm.Season;
import dev.shelfcast.forecast.smoothing.EtsForm.Trend;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Exponential smoothing in one chosen form, or in the best of all by the corrected Akaike criterion (AutoETS).
 *
 * <p>Sources: Hyndman, Koehler, Snyder and Grose (2002), "A state space framework for automatic forecasting"; the
 * candidates and bounds are those of R's {@code forecast::ets}.
 */
public final class ExponentialSmoothing implements Forecaster {
    /** Seasons longer than this are left to other methods, as in R: the form would have too many states. */
    private static final int LONGEST_PERIOD = 24;

    private static final double REFINE_WITHIN = 4;

    private final String name;
    private final BiFunction<Boolean, Boolean, List<EtsForm>> forms;

    private ExponentialSmoothing(String name, BiFunction<Boolean, Boolean, List<EtsForm>> forms) {
        this.name = name;
        this.forms = forms;
    }

    /** AutoETS: up to fifteen forms, the best by AICc. */
    public static ExponentialSmoothing auto() {
        return new ExponentialSmoothing("auto-ets", EtsForm::admissible);
    }

    /** Simple exponential smoothing: a level. */
    public static ExponentialSmoothing simple() {
        return new ExponentialSmoothing("ses", (s, p) -> List.of(new EtsForm(false, Trend.NONE, Season.NONE)));
    }

    /** Holt's method: level and slope. */
    public static ExponentialSmoothing holt() {
        return new ExponentialSmoothing("holt", (s, p) -> List.of(new EtsForm(false, Trend.ADDITIVE, Season.NONE)));
    }

    /** Holt's method with a slope that flattens. */
    public static ExponentialSmoothing damped() {
        return new ExponentialSmoothing("damped", (s, p) -> List.of(new EtsForm(false, Trend.DAMPED, Season.NONE)));
    }

    /** Holt and Winters' method with an additive season; without two whole seasons, Holt's. */
    public static ExponentialSmoothing holtWinters() {
        return new ExponentialSmoothing(
                "holt-winters",
                (s, p) -> List.of(new EtsForm(false, Trend.ADDITIVE, s ? Season.ADDITIVE : Season.NONE)));
    }

    /** One form, under its own label; a season is dropped where there are not two whole periods. */
    public static ExponentialSmoothing of(EtsForm form) {
        return new ExponentialSmoothing(
                form.label(),
                (s, p) -> List.of(new EtsForm(
                        form.multiplicativeError() && p,
                        form.trend(),
                        s && (p || form.season() != Season.MULTIPLICATIVE) ? form.season() : Season.NONE)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FittedModel fit(Series series) {
        return fit(series.values(), series.period());
    }

    /** Fits values with gaps; {@code period} 1 for none. Cost: some 100 passes over the series per form. */
    public FittedModel fit(double[] values, int period) {
        double scale = meanSize(values);
        int season = period <= LONGEST_PERIOD ? period : 1;
        int observed = 0;
        boolean positive = true;
        double[] y = new double[values.length];
        for (int t = 0; t < y.length; t++) {
            y[t] = values[t] / scale;
            if (!Double.isNaN(y[t])) {
                observed++;
                positive &= y[t] > 0;
            }
        }
        if (observed < 4) {
            return new WindowAverage("ses", Integer.MAX_VALUE, 1).fit(Series.of(values));
        }
        boolean seasonal = season > 1 && observed >= 2 * season && observed > season + 5;
        int used = seasonal ? season : 1;
        EtsFit fit = new EtsFit(y, used);
        return fit.model(best(fit, forms.apply(seasonal, positive)), scale);
    }

    private static Candidate best(EtsFit fit, List<EtsForm> candidates) {
        Candidate[] all = new Candidate[candidates.size()];
        int least = 0;
        for (int i = 0; i < all.length; i++) {
            EtsForm form = candidates.get(i);
            double[] start = EtsFit.start(form);
            Candidate twin = twin(all, i, form);
            all[i] = fit.quick(form, twin == null ? start : twin.x);
            least = fit.aicc(all[i]) < fit.aicc(all[least]) ? i : least;
        }
        double bar = fit.aicc(all[least]) + REFINE_WITHIN;
        for (int i = 0; i < all.length; i++) {
            if (fit.aicc(all[i]) <= bar || i == least) {
                fit.refine(all[i]);
                least = fit.aicc(all[i]) < fit.aicc(all[least]) ? i : least;
            }
        }
        return all[least];
    }

    /** The form just fitted that differs in the error alone: its parameters are a good start. */
    private static @Nullable Candidate twin(Candidate[] all, int i, EtsForm form) {
        if (i == 0) {
            return null;
        }
        EtsForm before = all[i - 1].form;
        return before.trend() == form.trend() && before.season() == form.season() ? all[i - 1] : null;
    }

    /** Mean absolute value, or 1 where that is 0: the fit works on values of about 1. */
    static double meanSize(double[] values) {
        double sum = 0;
        int n = 0;
        for (double v : values) {
            if (!Double.isNaN(v)) {
                // Divided first, so that huge values do not overflow the sum.
                sum += Math.abs(v) / values.length;
                n++;
            }
        }
        double mean = n == 0 ? 0 : sum * values.length / n;
        return mean > 0 && Double.isFinite(mean) ? mean : 1;
    }
}
