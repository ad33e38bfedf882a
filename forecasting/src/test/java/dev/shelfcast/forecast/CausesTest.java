package dev.shelfcast.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.forecast.calendar.SpecialDays;
import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.ItemForecast;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Known causes: their calendar, and their effect pooled over items. */
class CausesTest {
    @Test
    void movableFeastsAreWhereTheyBelong() {
        assertThat(SpecialDays.easter(2024)).isEqualTo(LocalDate.of(2024, 3, 31));
        assertThat(SpecialDays.easter(2026)).isEqualTo(LocalDate.of(2026, 4, 5));
        assertThat(SpecialDays.of("US", 2025, 2025).dates("Thanksgiving")).containsExactly(LocalDate.of(2025, 11, 27));
        assertThat(SpecialDays.of("UK", 2026, 2026).dates("Summer")).containsExactly(LocalDate.of(2026, 8, 31));
        // The mean moon is within a day of the true one.
        assertThat(SpecialDays.of("IN", 2023, 2023).dates("Diwali").get(0))
                .isBetween(LocalDate.of(2023, 11, 11), LocalDate.of(2023, 11, 14));
        assertThat(SpecialDays.of("IN", 2025, 2025).dates("Diwali").get(0))
                .isBetween(LocalDate.of(2025, 10, 19), LocalDate.of(2025, 10, 22));
    }

    @Test
    void windowsMakeColumns() {
        double[][] columns =
                SpecialDays.none().with("Fair", LocalDate.of(2026, 1, 3)).columns(LocalDate.of(2026, 1, 1), 5, 1, 0);
        assertThat(columns).hasDimensions(2, 5);
        assertThat(columns[0]).containsExactly(0, 1, 0, 0, 0);
        assertThat(columns[1]).containsExactly(0, 0, 1, 0, 0);
    }

    @Test
    void aPromotionsEffectIsLearntFromAllItemsAndUsedInTheFuture() {
        Random random = new Random(21);
        List<DemandSeries> items = new ArrayList<>();
        double[] rates = new double[30];
        for (int i = 0; i < 30; i++) {
            double[] y = new double[120];
            double[] promotion = new double[127];
            rates[i] = 1 + 4 * random.nextDouble();
            for (int t = 0; t < 127; t++) {
                promotion[t] = t >= 120 ? (t % 2) : random.nextInt(15) == 0 ? 1 : 0;
                if (t < 120) {
                    y[t] = Generated.poisson(random, rates[i] * (promotion[t] > 0 ? 3 : 1));
                }
            }
            Series series = Series.daily(LocalDate.of(2026, 1, 1), y).withRegressors(promotion);
            items.add(new DemandSeries("i" + i, "s", series));
        }
        double with = 0;
        double without = 0;
        for (ItemForecast item : new DemandForecaster(DemandSettings.of(7)).forecast(items)) {
            for (int h = 0; h < 7; h++) {
                with += (120 + h) % 2 == 1 ? item.forecast().mean()[h] / 3 : 0;
                without += (120 + h) % 2 == 0 ? item.forecast().mean()[h] / 4 : 0;
            }
        }
        assertThat(with / without).isBetween(2.6, 3.4);
    }
}
