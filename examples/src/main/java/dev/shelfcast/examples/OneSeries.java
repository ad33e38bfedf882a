package dev.shelfcast.examples;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.Forecasting;
import dev.shelfcast.forecast.Series;
import java.time.LocalDate;
import java.util.Locale;

/** The daily sales of one product, and what to expect of next week. */
public final class OneSeries {
    private OneSeries() {}

    public static void main(String[] args) {
        // Ten weeks that start on a Monday; Double.NaN would mean "not known".
        double[] week = {20, 18, 19, 23, 31, 42, 15};
        double[] sold = new double[70];
        for (int t = 0; t < sold.length; t++) {
            sold[t] = week[t % 7] + t % 3 - 1;
        }
        Series series = Series.daily(LocalDate.of(2026, 1, 5), sold);

        Forecast forecast = Forecasting.forecast(series, 7);

        System.out.printf(Locale.ROOT, "Monday: %.0f expected%n", forecast.mean()[0]);
        System.out.printf(Locale.ROOT, "Saturday: %.0f expected%n", forecast.mean()[5]);
        System.out.printf(Locale.ROOT, "Whole week: %.0f expected%n", forecast.sumMean(7));
        System.out.printf(
                Locale.ROOT, "Whole week: %.0f are enough in 95 of 100 weeks%n", forecast.sumQuantile(7, 0.95));
    }
}
