package dev.shelfcast.forecast.decomposition;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes one or several seasons out by STL, forecasts what is left by an inner method without season, and repeats each
 * season's last cycle. Source: Bandara, Hyndman and Bergmeir (2021), "MSTL: a seasonal-trend decomposition algorithm
 * for time series with multiple seasonal patterns"; windows as in R's {@code mstl}. Seasons with less than two whole
 * cycles are left out. Spreads are the inner method's, widened for what the seasons took from its errors and for their
 * own.
 */
public final class Mstl implements Forecaster {
    private final String name;
    private final Forecaster inner;
    private final boolean robust;

    /** Under {@code name}, with any inner method. */
    public Mstl(String name, Forecaster inner) {
        this(name, inner, false);
    }

    /** The same; {@code robust} keeps single wild values (promotions, faults) out of the seasons. */
    public Mstl(String name, Forecaster inner, boolean robust) {
        this.name = name;
        this.inner = inner;
        this.robust = robust;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FittedModel fit(Series series) {
        double[] y = Seasons.filled(series.values());
        List<Integer> periods = new ArrayList<>();
        for (int period : series.periods()) {
            if (y.length >= 2 * period + 1) {
                periods.add(period);
            }
        }
        int offset = series.length() - y.length;
        if (periods.isEmpty()) {
            return inner.fit(series.withPeriods());
        }
        double[][] seasons = seasons(y, periods, robust);
        double[] adjusted = new double[series.length()];
        for (int t = 0; t < adjusted.length; t++) {
            // What was missing stays missing: the inner method shall not learn from filled values.
            adjusted[t] = series.values()[t];
            for (double[] season : seasons) {
                adjusted[t] -= t < offset ? 0 : season[t - offset];
            }
        }
        return new Fitted(inner.fit(series.withValues(adjusted).withPeriods()), periods, seasons, offset);
    }

    private static double[][] seasons(double[] y, List<Integer> periods, boolean robust) {
        double[][] seasons = new double[periods.size()][y.length];
        double[] rest = y.clone();
        for (int round = 0; round < (periods.size() == 1 ? 1 : 2); round++) {
            for (int i = 0; i < seasons.length; i++) {
                for (int t = 0; t < rest.length; t++) {
                    rest[t] += seasons[i][t];
                }
                int window = window(i);
                Stl stl = robust ? Stl.robust(rest, periods.get(i), window) : Stl.of(rest, periods.get(i), window);
                seasons[i] = stl.seasonal();
                for (int t = 0; t < rest.length; t++) {
                    rest[t] -= seasons[i][t];
                }
            }
        }
        return seasons;
    }

    /** R's window of the i-th season, in cycles. */
    private static int window(int i) {
        return 7 + 4 * (i + 1);
    }

    private static final class Fitted implements FittedModel {
        private final FittedModel inner;
        private final List<Integer> periods;
        private final double[][] seasons;
        private final double[] fitted;

        Fitted(FittedModel inner, List<Integer> periods, double[][] seasons, int offset) {
            this.inner = inner;
            this.periods = periods;
            this.seasons = seasons;
            this.fitted = inner.fitted().clone();
            for (int t = offset; t < fitted.length; t++) {
                for (double[] season : seasons) {
                    fitted[t] += season[t - offset];
                }
            }
        }

        @Override
        public String label() {
            return "MSTL" + periods + "+" + inner.label();
        }

        @Override
        public double[] mean(int horizon) {
            double[] mean = inner.mean(horizon);
            for (int i = 0; i < seasons.length; i++) {
                int period = periods.get(i);
                double[] last = Arrays.copyOfRange(seasons[i], seasons[i].length - period, seasons[i].length);
                for (int h = 0; h < horizon; h++) {
                    mean[h] += last[h % period];
                }
            }
            return mean;
        }

        @Override
        public double[] fitted() {
            return fitted;
        }

        @Override
        public Spread spread(int horizon) {
            Spread spread = inner.spread(horizon);
            for (int i = 0; i < seasons.length; i++) {
                spread = SeasonError.of(seasons[i].length, periods.get(i), window(i))
                        .added(spread);
            }
            return spread;
        }

        @Override
        public Map<String, Double> parameters() {
            Map<String, Double> named = new LinkedHashMap<>();
            for (int i = 0; i < seasons.length; i++) {
                int period = periods.get(i);
                double low = 0;
                double high = 0;
                for (int t = seasons[i].length - period; t < seasons[i].length; t++) {
                    low = Math.min(low, seasons[i][t]);
                    high = Math.max(high, seasons[i][t]);
                }
                named.put("season" + period + ".range", high - low);
            }
            named.putAll(inner.parameters());
            return named;
        }
    }
}
