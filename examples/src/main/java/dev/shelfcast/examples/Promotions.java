package dev.shelfcast.examples;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.Models;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.calendar.SpecialDays;
import java.time.LocalDate;
import java.util.Locale;

/** Promotions and holidays are columns that cover the past and go on into the planned future. */
public final class Promotions {
    private Promotions() {}

    public static void main(String[] args) {
        LocalDate start = LocalDate.of(2025, 1, 6);
        int days = 350;
        int horizon = 14;
        double[] promotion = new double[days + horizon];
        for (int t = 0; t < promotion.length; t++) {
            promotion[t] = t % 35 < 3 ? 1 : 0;
        }
        // The day before the feast and the day itself, for history and future alike.
        double[][] feast = SpecialDays.none()
                .with("Fair", LocalDate.of(2025, 6, 14), LocalDate.of(2025, 9, 13), LocalDate.of(2025, 12, 27))
                .columns(start, days + horizon, 1, 0);
        double[] sold = new double[days];
        for (int t = 0; t < days; t++) {
            sold[t] = 50 + (t % 7 == 5 ? 20 : 0) + 30 * promotion[t] + 40 * feast[0][t] + 25 * feast[1][t] + t % 4;
        }
        Series series = Series.daily(start, sold).withRegressors(promotion, feast[0], feast[1]);

        Forecast forecast = Models.named("prophet").forecast(series, horizon);

        for (int h : new int[] {0, 3, 4, 5}) {
            LocalDate day = start.plusDays(days + h);
            String note = promotion[days + h] > 0
                    ? " (promotion)"
                    : feast[1][days + h] + feast[0][days + h] > 0 ? " (fair)" : "";
            System.out.printf(Locale.ROOT, "%s %s: %.0f%s%n", day.getDayOfWeek(), day, forecast.mean()[h], note);
        }
    }
}
