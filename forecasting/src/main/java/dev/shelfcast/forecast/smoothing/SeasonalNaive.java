package dev.shelfcast.forecast.smoothing;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.Spread;
import java.util.Arrays;
import java.util.Map;

/** Repeats the last season; without season, the last value (the naive forecast). */
public final class SeasonalNaive implements Forecaster {
    @Override
    public String name() {
        return "seasonal-naive";
    }

    /** Missing values are filled with the season before; with nothing at all the forecast is zero. */
    @Override
    public FittedModel fit(Series series) {
        return Naive.repeating(series.values(), series.period());
    }

    /** The shared arithmetic of the naive and the seasonal naive forecast. */
    static final class Naive implements FittedModel {
        private final int period;
        private final double[] fitted;
        private final double[] last;
        private final double sigma;

        private Naive(int period, double[] fitted, double[] last, double sigma) {
            this.period = period;
            this.fitted = fitted;
            this.last = last;
            this.sigma = sigma;
        }

        static Naive repeating(double[] y, int period) {
            double[] last = new double[period];
            boolean[] known = new boolean[period];
            double[] fitted = new double[y.length];
            double squares = 0;
            int errors = 0;
            for (int t = 0; t < y.length; t++) {
                int s = t % period;
                fitted[t] = known[s] ? last[s] : Double.NaN;
                if (!Double.isNaN(y[t])) {
                    if (known[s]) {
                        squares += (y[t] - last[s]) * (y[t] - last[s]);
                        errors++;
                    }
                    last[s] = y[t];
                    known[s] = true;
                }
            }
            fillUnknown(last, known);
            double[] rotated = new double[period];
            for (int h = 0; h < period; h++) {
                rotated[h] = last[(y.length + h) % period];
            }
            return new Naive(period, fitted, rotated, errors == 0 ? 0 : Math.sqrt(squares / errors));
        }

        /** A season that was never seen takes the mean of those that were. */
        private static void fillUnknown(double[] last, boolean[] known) {
            double sum = 0;
            int count = 0;
            for (int s = 0; s < last.length; s++) {
                if (known[s]) {
                    sum += last[s];
                    count++;
                }
            }
            for (int s = 0; s < last.length; s++) {
                if (!known[s]) {
                    last[s] = count == 0 ? 0 : sum / count;
                }
            }
        }

        @Override
        public String label() {
            return period == 1 ? "Naive" : "SeasonalNaive(" + period + ")";
        }

        @Override
        public double[] mean(int horizon) {
            double[] mean = new double[horizon];
            for (int h = 0; h < horizon; h++) {
                mean[h] = last[h % period];
            }
            return mean;
        }

        @Override
        public double[] fitted() {
            return fitted;
        }

        @Override
        public Spread spread(int horizon) {
            double[] weights = new double[horizon];
            Arrays.setAll(weights, j -> (j + 1) % period == 0 ? 1 : 0);
            return Spread.ofWeights(sigma, weights, horizon);
        }

        @Override
        public Map<String, Double> parameters() {
            return Map.of("period", (double) period);
        }
    }
}
