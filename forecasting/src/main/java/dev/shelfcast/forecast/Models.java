package dev.shelfcast.forecast;

import dev.shelfcast.forecast.arima.Arima;
import dev.shelfcast.forecast.ces.ComplexSmoothing;
import dev.shelfcast.forecast.combination.ByPeriod;
import dev.shelfcast.forecast.combination.Ensemble;
import dev.shelfcast.forecast.count.CountSmoothing;
import dev.shelfcast.forecast.decomposition.Mstl;
import dev.shelfcast.forecast.intermittent.Aggregation;
import dev.shelfcast.forecast.intermittent.Croston;
import dev.shelfcast.forecast.regression.Decomposable;
import dev.shelfcast.forecast.regression.HarmonicRegression;
import dev.shelfcast.forecast.regression.LinearRegression;
import dev.shelfcast.forecast.smoothing.ExponentialSmoothing;
import dev.shelfcast.forecast.smoothing.SeasonalNaive;
import dev.shelfcast.forecast.smoothing.WindowAverage;
import dev.shelfcast.forecast.tbats.Tbats;
import dev.shelfcast.forecast.theta.Theta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The methods that can be chosen by name. */
public final class Models {
    private static final Map<String, Forecaster> BY_NAME = new LinkedHashMap<>();

    static {
        for (Forecaster model : List.of(
                new SeasonalNaive(),
                new WindowAverage("mean", Integer.MAX_VALUE, 1),
                new WindowAverage("sma7", 7, 1),
                new WindowAverage("sma28", 28, 1),
                new WindowAverage("seasonal-average", 4, 0),
                ExponentialSmoothing.simple(),
                ExponentialSmoothing.holt(),
                ExponentialSmoothing.damped(),
                ExponentialSmoothing.holtWinters(),
                ExponentialSmoothing.auto(),
                ComplexSmoothing.auto(),
                new Theta(Theta.Kind.STANDARD),
                new Theta(Theta.Kind.OPTIMISED),
                new Theta(Theta.Kind.DYNAMIC),
                new Theta(Theta.Kind.AUTO),
                Arima.auto(),
                Arima.usual(),
                Arima.boxCox(),
                new Croston(Croston.Kind.CLASSIC),
                new Croston(Croston.Kind.SBA),
                new Croston(Croston.Kind.TSB),
                new CountSmoothing(CountSmoothing.Kind.POISSON),
                new CountSmoothing(CountSmoothing.Kind.NEGATIVE_BINOMIAL),
                new CountSmoothing(CountSmoothing.Kind.ZERO_INFLATED),
                Aggregation.adida(),
                Aggregation.imapa(),
                new LinearRegression(),
                new HarmonicRegression(),
                new Decomposable(),
                new Ensemble("ets-theta", false, ExponentialSmoothing.auto(), new Theta(Theta.Kind.STANDARD)),
                new Mstl("mstl", ExponentialSmoothing.auto()),
                new Mstl("stl-theta", new Theta(Theta.Kind.STANDARD)),
                new Mstl("robust-mstl", ExponentialSmoothing.auto(), true),
                Tbats.auto(),
                automatic())) {
            BY_NAME.put(model.name(), model);
        }
    }

    private Models() {}

    /** The default for one series: the mean of exponential smoothing, two Theta models and ARIMA. */
    private static Forecaster automatic() {
        Forecaster plain = new Ensemble(
                "auto",
                false,
                ExponentialSmoothing.auto(),
                new Theta(Theta.Kind.DYNAMIC),
                new Theta(Theta.Kind.OPTIMISED),
                Arima.usual());
        Forecaster decomposing = new Ensemble(
                "auto",
                false,
                new Mstl("mstl", ExponentialSmoothing.auto()),
                new Mstl("stl-theta", new Theta(Theta.Kind.STANDARD)));
        return new ByPeriod("auto", plain, decomposing);
    }

    /**
     * The method of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Forecaster named(String name) {
        Forecaster model = BY_NAME.get(name);
        if (model == null) {
            throw new IllegalArgumentException("There is no method '" + name + "'. Known: " + names());
        }
        return model;
    }

    /** All names, in the order of the documentation. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }
}
