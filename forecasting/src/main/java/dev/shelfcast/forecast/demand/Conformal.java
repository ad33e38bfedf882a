package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.numeric.Counts;
import dev.shelfcast.forecast.numeric.Normal;
import dev.shelfcast.forecast.numeric.Quantiles;
import java.util.Arrays;

/**
 * Quantiles from past errors: an item's own empirical quantile, blended with the shape of its volume class by how many
 * independent windows its own errors are worth. Normal theory at a nominal 95% covers 88% of real lead-time demand;
 * these cover what they say (split conformal prediction: Vovk, Gammerman and Shafer 2005; measured in forecasting.md).
 */
final class Conformal {
    /** From this level on an item's own year of errors has no value beyond it. */
    private static final double OWN_UP_TO = 0.98;

    /** Windows at which own quantiles count as much as the class's shape. */
    private static final double OWN_WINDOWS = 20;

    /** Windows at which an item's own variance counts as much as the segment's dispersion. */
    private static final double VARIANCE_WINDOWS = 8;

    /**
     * With W independent windows of history, all items have lived through the same W weeks: the level is uncertain by 1
     * / W of the variance, and so is the variance itself. Both vanish with a year of history.
     */
    private static final double FEW_WINDOWS = 2;

    private Conformal() {}

    /** The standard deviation of errors at a lead: own variance shrunk to dispersion times mean. */
    static double scale(double[] errors, double worth, double mean, double dispersion) {
        double squares = 0;
        for (double e : errors) {
            squares += e * e;
        }
        double own = errors.length == 0 ? 0 : squares / errors.length;
        double prior = dispersion * Math.max(mean, 1e-3);
        return Math.sqrt((worth * own + VARIANCE_WINDOWS * prior) / (worth + VARIANCE_WINDOWS));
    }

    /**
     * Fills {@code out[k]} with the quantile at {@code levels[k]}.
     *
     * @param mean forecast
     * @param errors own past errors, sorted here
     * @param worth independent windows of history; infinite where the scale is known otherwise
     * @param shape sorted standardised errors of the class, or none
     * @param scale standard deviation of the item's errors
     */
    static void quantiles(
            double mean, double[] errors, double worth, double[] shape, double scale, double[] levels, double[] out) {
        Arrays.sort(errors);
        double wider = Math.sqrt(1 + FEW_WINDOWS / Math.max(1, worth));
        for (int k = 0; k < levels.length; k++) {
            double p = levels[k];
            double pooled = pooled(mean, shape, scale * wider, p);
            double trust = p > OWN_UP_TO || p < 1 - OWN_UP_TO || errors.length < 5 ? 0 : worth / (worth + OWN_WINDOWS);
            double own = trust > 0 ? mean + wider * Quantiles.conformal(errors, errors.length, p) : 0;
            out[k] = trust * own + (1 - trust) * pooled;
        }
        Quantiles.ascend(out, out.length);
    }

    private static double pooled(double mean, double[] shape, double scale, double p) {
        if (shape.length > 0) {
            return mean + scale * Quantiles.conformal(shape, shape.length, p);
        }
        if (mean >= 0 && scale * scale > mean) {
            return Counts.negativeBinomialQuantile(mean, scale * scale, p);
        }
        return mean + scale * Normal.quantile(p);
    }
}
