package dev.shelfcast.forecast.smoothing;

import java.util.ArrayList;
import java.util.List;

/**
 * A form of exponential smoothing: error, trend and season as in Hyndman, Koehler, Ord and Snyder (2008), "Forecasting
 * with Exponential Smoothing", table 2.1.
 *
 * @param multiplicativeError whether errors grow with the level
 * @param trend none, additive or damped
 * @param season none, additive or multiplicative
 */
public record EtsForm(boolean multiplicativeError, Trend trend, Season season) {
    /** The form of the trend. */
    public enum Trend {
        /** Level only. */
        NONE,
        /** A straight line. */
        ADDITIVE,
        /** A line that flattens. */
        DAMPED
    }

    /** The form of the season. */
    public enum Season {
        /** None. */
        NONE,
        /** Added to the level. */
        ADDITIVE,
        /** A factor on the level. */
        MULTIPLICATIVE
    }

    /** The usual short form, e.g. {@code ETS(A,Ad,N)}. */
    public String label() {
        String t = switch (trend) {
            case NONE -> "N";
            case ADDITIVE -> "A";
            case DAMPED -> "Ad";
        };
        return "ETS(" + (multiplicativeError ? "M" : "A") + "," + t + ","
                + season.name().charAt(0) + ")";
    }

    /** Smoothing parameters: alpha, and beta, phi, gamma where the form has them. */
    int smoothingParameters() {
        return 1 + (trend == Trend.NONE ? 0 : 1) + (trend == Trend.DAMPED ? 1 : 0) + (season == Season.NONE ? 0 : 1);
    }

    /** Initial states that are free: level, slope, and all seasons but one. */
    int freeStates(int period) {
        return 1 + (trend == Trend.NONE ? 0 : 1) + (season == Season.NONE ? 0 : period - 1);
    }

    /**
     * The forms that R's {@code ets} tries by default: no multiplicative trend, no additive error with a multiplicative
     * season; multiplicative forms for positive data only. Fifteen with a season, six without.
     */
    static List<EtsForm> admissible(boolean seasonal, boolean positive) {
        List<EtsForm> forms = new ArrayList<>();
        for (Season season : seasonal ? Season.values() : new Season[] {Season.NONE}) {
            for (Trend trend : Trend.values()) {
                if (season != Season.MULTIPLICATIVE) {
                    forms.add(new EtsForm(false, trend, season));
                }
                if (positive) {
                    forms.add(new EtsForm(true, trend, season));
                }
            }
        }
        return forms;
    }
}
