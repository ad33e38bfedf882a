package dev.shelfcast.forecast.intermittent;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.smoothing.LevelModel;
import java.util.Map;

/**
 * Croston's method and its corrected forms: the size of a demand and the gap to it (or its probability) are smoothed
 * apart. Sources: Croston (1972), "Forecasting and stock control for intermittent demands"; Syntetos and Boylan (2005),
 * "The accuracy of intermittent demand estimates" (SBA); Teunter, Syntetos and Babai (2011), "Intermittent demand:
 * linking forecasting to inventory obsolescence" (TSB). Smoothing parameters minimise the squared one-step error over a
 * small grid; Kourentzes (2014), "On intermittent demand model optimisation and selection", finds parameters beyond 0.3
 * to be noise.
 */
public final class Croston implements Forecaster {
    private static final double[] GRID = {0.02, 0.05, 0.1, 0.15, 0.2, 0.3};

    /** The member of the family. */
    public enum Kind {
        /** Croston's own, biased upward by about alpha / 2. */
        CLASSIC("croston"),
        /** Syntetos and Boylan's correction of the bias. */
        SBA("sba"),
        /** Smooths the probability of demand at every step, so that the forecast of a dying item falls. */
        TSB("tsb");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    private final Kind kind;

    /** A member of the family. */
    public Croston(Kind kind) {
        this.kind = kind;
    }

    @Override
    public String name() {
        return kind.label;
    }

    @Override
    public FittedModel fit(Series series) {
        double[] y = series.values();
        double[] best = {0.1, 0.1};
        double least = Double.POSITIVE_INFINITY;
        double[] state = new double[2];
        for (double a : GRID) {
            for (double b : kind == Kind.TSB ? GRID : new double[] {a}) {
                double squares = pass(y, a, b, new double[0], state);
                if (squares < least) {
                    least = squares;
                    best = new double[] {a, b};
                }
            }
        }
        double[] fitted = new double[y.length];
        pass(y, best[0], best[1], fitted, state);
        double rate = rate(state, best[1]);
        Map<String, Double> parameters =
                Map.of("alpha_size", best[0], "alpha_gap", best[1], "size", state[0], "gap", state[1], "rate", rate);
        return LevelModel.of(kind.name(), rate, Math.min(best[0], best[1]), y, fitted, parameters);
    }

    /** The rate from size and gap (for TSB: size and probability). */
    private double rate(double[] state, double b) {
        return switch (kind) {
            case CLASSIC -> state[1] == 0 ? 0 : state[0] / state[1];
            case SBA -> state[1] == 0 ? 0 : (1 - b / 2) * state[0] / state[1];
            case TSB -> state[0] * state[1];
        };
    }

    /** One pass; answers the squared one-step errors and leaves size and gap in {@code state}. */
    private double pass(double[] y, double a, double b, double[] fitted, double[] state) {
        start(y, state);
        double gap = 1;
        double squares = 0;
        for (int t = 0; t < y.length; t++) {
            double f = rate(state, b);
            if (fitted.length > 0) {
                fitted[t] = f;
            }
            double v = y[t];
            if (Double.isNaN(v)) {
                continue;
            }
            squares += (v - f) * (v - f);
            boolean demand = v != 0;
            if (kind == Kind.TSB) {
                state[1] += b * ((demand ? 1 : 0) - state[1]);
            } else if (demand) {
                state[1] += b * (gap - state[1]);
            }
            if (demand) {
                state[0] += a * (v - state[0]);
                gap = 1;
            } else {
                gap++;
            }
        }
        return squares;
    }

    /** Starts from the averages over the sample: with few demands a start from the first one alone never wears off. */
    private void start(double[] y, double[] state) {
        double sum = 0;
        int demands = 0;
        int observed = 0;
        for (double v : y) {
            if (!Double.isNaN(v)) {
                observed++;
                sum += v;
                demands += v == 0 ? 0 : 1;
            }
        }
        state[0] = demands == 0 ? 0 : sum / demands;
        double gap = demands == 0 ? 0 : (double) observed / demands;
        state[1] = kind == Kind.TSB ? (gap == 0 ? 0 : 1 / gap) : gap;
    }
}
