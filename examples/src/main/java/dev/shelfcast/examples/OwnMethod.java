package dev.shelfcast.examples;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.Spread;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** A method of one's own in one class: the median of the same weekday. All else (quantiles, errors) comes with it. */
public final class OwnMethod implements Forecaster {
    @Override
    public String name() {
        return "weekday-median";
    }

    @Override
    public FittedModel fit(Series series) {
        double[] y = series.values();
        int period = series.period();
        double[] median = new double[period];
        for (int s = 0; s < period; s++) {
            int season = s;
            double[] same = java.util.stream.IntStream.range(0, y.length)
                    .filter(t -> t % period == season && !Double.isNaN(y[t]))
                    .mapToDouble(t -> y[t])
                    .sorted()
                    .toArray();
            median[s] = same.length == 0 ? 0 : same[same.length / 2];
        }
        return new Medians(median, y);
    }

    private record Medians(double[] median, double[] y) implements FittedModel {
        @Override
        public String label() {
            return "WeekdayMedian";
        }

        @Override
        public double[] mean(int horizon) {
            double[] mean = new double[horizon];
            Arrays.setAll(mean, h -> median[(y.length + h) % median.length]);
            return mean;
        }

        @Override
        public double[] fitted() {
            double[] fitted = new double[y.length];
            Arrays.setAll(fitted, t -> median[t % median.length]);
            return fitted;
        }

        @Override
        public Spread spread(int horizon) {
            double squares = 0;
            for (int t = 0; t < y.length; t++) {
                double e = y[t] - median[t % median.length];
                squares += Double.isNaN(e) ? 0 : e * e;
            }
            return Spread.independent(Math.sqrt(squares / Math.max(1, y.length)), horizon);
        }

        @Override
        public Map<String, Double> parameters() {
            return Map.of();
        }
    }

    public static void main(String[] args) {
        double[] sold = {9, 7, 8, 8, 12, 20, 5, 8, 7, 9, 8, 13, 22, 4, 9, 8, 8, 60, 12, 21, 5};
        Series series = Series.daily(LocalDate.of(2026, 3, 2), sold);

        Forecast forecast = new OwnMethod().forecast(series, 7);

        System.out.println(forecast.model() + ": " + Arrays.toString(forecast.mean()));
        System.out.printf(
                Locale.ROOT,
                "WAPE within the sample: %.2f%n",
                forecast.metrics().get("wape"));
    }
}
