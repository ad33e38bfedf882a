package dev.shelfcast.examples;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.ForecastRequest;
import dev.shelfcast.forecast.Forecasting;
import dev.shelfcast.forecast.Models;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.inventory.PolicySimulation;
import dev.shelfcast.forecast.inventory.PolicySimulation.Costs;
import dev.shelfcast.forecast.inventory.PolicySimulation.Setting;
import dev.shelfcast.forecast.inventory.Stock;
import dev.shelfcast.forecast.inventory.StockPolicy;
import java.util.Locale;

/** From the distribution of lead-time demand to an order, and what that rule would do to service and stock. */
public final class OrderQuantity {
    private OrderQuantity() {}

    public static void main(String[] args) {
        // A slow mover: units a day. Goods come 4 days after the order; orders are placed once a week.
        Series sales = Series.of(0, 1, 0, 0, 2, 0, 1, 0, 0, 0, 3, 0, 1, 0, 0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 0, 1, 1, 0);
        int leadTime = 4;
        int review = 7;
        FittedModel model = Models.named("poisson").fit(sales);
        Forecast forecast = Forecasting.assemble("poisson", sales, model, ForecastRequest.of(leadTime + review));

        double level = Stock.orderUpTo(forecast, leadTime, review, 0.95);
        double onHand = 3;
        double incoming = 0;
        double order = Stock.orderQuantity(level - onHand - incoming, 1, 6);
        System.out.printf(
                Locale.ROOT, "Expected in %d days: %.1f%n", leadTime + review, forecast.sumMean(leadTime + review));
        System.out.printf(Locale.ROOT, "Stock up to: %.0f%n", level);
        System.out.printf(Locale.ROOT, "Order: %.0f (packs of 6)%n", order);

        double[][] futures = model.paths(180, 2_000, 1);
        PolicySimulation.Result result = PolicySimulation.run(
                futures, StockPolicy.orderUpTo(review, level), Setting.of(leadTime, level, new Costs(0.01, 0, 2)));
        System.out.printf(Locale.ROOT, "Served from the shelf: %.0f%%%n", 100 * result.fillRate());
        System.out.printf(Locale.ROOT, "Mean stock: %.1f%n", result.meanStock());
    }
}
