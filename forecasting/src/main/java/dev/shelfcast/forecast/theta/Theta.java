package dev.shelfcast.forecast.theta;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.decomposition.Seasons;
import dev.shelfcast.forecast.smoothing.WindowAverage;

/**
 * The Theta method and its optimised forms. Sources: Assimakopoulos and Nikolopoulos (2000), "The theta model"; Hyndman
 * and Billah (2003), who showed it to be simple exponential smoothing with drift; Fiorucci et al. (2016), "Models for
 * optimising the theta method and their relationship to state space models", for the optimised and dynamic ones.
 *
 * <p>A season found by the autocorrelation test is taken out by multiplicative classical decomposition (additive when a
 * value is not positive) and put back.
 */
public final class Theta implements Forecaster {
    /** The member of the family. */
    public enum Kind {
        /** Theta 2 and the trend of the whole sample, as R's {@code thetaf}. */
        STANDARD("theta"),
        /** Theta found by least squares, trend of the whole sample. */
        OPTIMISED("optimised-theta"),
        /** Theta found by least squares, trend re-estimated step by step. */
        DYNAMIC("dynamic-optimised-theta"),
        /** The one of them with the least error within the sample. */
        AUTO("auto-theta");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    private final Kind kind;

    /** A member of the family. */
    public Theta(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return kind.label;
    }

    @Override
    public FittedModel fit(Series series) {
        double[] y = Seasons.filled(series.values());
        if (y.length < 4) {
            return new WindowAverage("mean", Integer.MAX_VALUE, 1).fit(series);
        }
        int period = series.period();
        boolean seasonal = Seasons.present(y, period);
        boolean ratio = true;
        for (double v : y) {
            ratio &= v > 0;
        }
        double[] index = new double[0];
        if (seasonal) {
            // The standard method stays as published; the others may use the better estimator.
            boolean plain = kind == Kind.STANDARD;
            index = plain ? Seasons.indices(y, period, ratio) : Seasons.shrunk(y, period, ratio);
        }
        double[] adjusted = y;
        if (seasonal) {
            adjusted = new double[y.length];
            for (int t = 0, i = 0; t < y.length; t++, i = i + 1 == period ? 0 : i + 1) {
                adjusted[t] = ratio ? y[t] / index[i] : y[t] - index[i];
            }
        }
        ThetaFit fit = best(adjusted);
        return new ThetaModel(fit, index, ratio, series.values(), series.length() - y.length);
    }

    private ThetaFit best(double[] y) {
        return switch (kind) {
            case STANDARD -> ThetaFit.standard(y);
            case OPTIMISED -> ThetaFit.optimised(y, false);
            case DYNAMIC -> ThetaFit.optimised(y, true);
            case AUTO -> {
                ThetaFit best = ThetaFit.standard(y);
                for (ThetaFit other : new ThetaFit[] {ThetaFit.optimised(y, false), ThetaFit.optimised(y, true)}) {
                    best = other.squares() < best.squares() ? other : best;
                }
                yield best;
            }
        };
    }
}
