package dev.shelfcast.server.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.ForecastRequest;
import dev.shelfcast.forecast.demand.ItemForecast;
import dev.shelfcast.server.forecasting.Analogy.Seller;
import dev.shelfcast.server.forecasting.Analogy.Waiting;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalogyTest {

    private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 15);
    private static final double[] WEEKEND = {100, 100, 100, 100, 100, 200, 200};
    private static final ForecastRequest REQUEST = ForecastRequest.of(14);

    private static Waiting waiting(double price) {
        return new Waiting(1, 99, "KEFIR", "Dairy", "Dairy/Drinks", price, SUNDAY);
    }

    @Test
    void productsAtALikePriceCountWhereNobodyElseSellsIt() {
        List<Seller> sellers = List.of(
                new Seller(2, 1, 10, 2800),
                new Seller(2, 2, 12, 2800),
                new Seller(2, 3, 100, 28),
                new Seller(2, 4, 90, 28));

        double cheap = mean(new Analogy(sellers, WEEKEND, SUNDAY), 11);
        double dear = mean(new Analogy(sellers, WEEKEND, SUNDAY), 95);

        // 50.5 a day on average; the cheap sell 100, the dear 1, of whose 56 units little is believed.
        assertThat(cheap).isCloseTo(50.5 * (1 + 5600.0 / 5800 * (100 / 50.5 - 1)), within(0.01));
        assertThat(dear).isCloseTo(50.5 * (1 + 56.0 / 256 * (1 / 50.5 - 1)), within(0.01));
    }

    @Test
    void weekdaysAreThoseOfTheCategoryAndQuantilesCohere() {
        List<Seller> sellers = List.of(new Seller(2, 1, 10, 280), new Seller(3, 1, 10, 28), new Seller(1, 2, 10, 140));

        Forecast forecast = item(new Analogy(sellers, WEEKEND, SUNDAY), 10).forecast();

        assertThat(forecast.mean()[5]).isGreaterThan(1.2 * forecast.mean()[0]);
        assertThat(forecast.mean()[7]).isEqualTo(forecast.mean()[0]);
        for (int h = 0; h < 14; h++) {
            assertThat(forecast.quantiles()[h]).isSorted();
            assertThat(forecast.sumQuantiles()[h]).isSorted();
            assertThat(forecast.quantiles()[h][0]).isNotNegative();
            assertThat(h == 0 || forecast.sumQuantiles()[h][7] >= forecast.sumQuantiles()[h - 1][7])
                    .isTrue();
        }
    }

    @Test
    void nothingIsSaidWhereTheCategorySellsNothing() {
        assertThat(new Analogy(List.of(), new double[7], SUNDAY).forecast(waiting(10), REQUEST))
                .isEmpty();
    }

    private static double mean(Analogy analogy, double price) {
        return item(analogy, price).explanation().level();
    }

    private static ItemForecast item(Analogy analogy, double price) {
        return analogy.forecast(waiting(price), REQUEST).orElseThrow();
    }
}
