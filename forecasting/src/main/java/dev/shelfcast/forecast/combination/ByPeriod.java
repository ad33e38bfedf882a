package dev.shelfcast.forecast.combination;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;

/** One method for seasons that exponential smoothing can carry, another for longer or several ones. */
public final class ByPeriod implements Forecaster {
    private static final int LONGEST_SHORT = 24;

    private final String name;
    private final Forecaster plain;
    private final Forecaster decomposing;

    /** Under {@code name}. */
    public ByPeriod(String name, Forecaster plain, Forecaster decomposing) {
        this.name = name;
        this.plain = plain;
        this.decomposing = decomposing;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FittedModel fit(Series series) {
        int[] periods = series.periods();
        boolean decompose = false;
        for (int i = 0; i < periods.length; i++) {
            // A season that was not seen twice cannot be taken out.
            decompose |= (i > 0 || periods[i] > LONGEST_SHORT) && series.observed() > 2 * periods[i];
        }
        return (decompose ? decomposing : plain).fit(series);
    }
}
