package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.catalog.ProductView;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is expected of one product in all of the user's stores together. */
@RestController
@RequestMapping("/api/v1/analytics/demand-forecast")
@Tag(name = "Forecasting")
class ProductForecastApi {

    private final ProductForecastQuery query;
    private final Targets targets;
    private final CurrentUser user;

    ProductForecastApi(ProductForecastQuery query, Targets targets, CurrentUser user) {
        this.query = query;
        this.targets = targets;
        this.user = user;
    }

    /**
     * The forecast of a product.
     *
     * @param stores how many stores it adds up
     * @param quantileMethod OWN for one store, SUM_OF_STORES for several
     * @param note what the quantiles mean
     */
    record ProductForecast(
            Sku productId,
            String productName,
            @Nullable StoreCode store,
            int stores,
            LocalDate asOf,
            List<BigDecimal> levels,
            String quantileMethod,
            String note,
            List<ProductForecastQuery.Past> history,
            List<PredictApi.Day> forecast) {}

    @GetMapping("/{product_id}")
    @Reads
    @Operation(
            summary = "Expected sales of a product per day, in one store or in all of the user's stores together",
            description = "`product_id` is the SKU. Quantiles of several stores are the sums of the stores' quantiles: "
                    + "exact when all stores have their good days together, usually wider than the truth when not.")
    ProductForecast get(
            @PathVariable("product_id") Sku productId,
            @RequestParam @Nullable String store,
            @RequestParam(defaultValue = "30") int days) {
        if (days < 1 || days > ForecastRun.HORIZON_DAYS) {
            throw new Invalid(
                    "VALUE_OUT_OF_RANGE",
                    "Forecasts in force look 1 to %d days ahead, not %d. Maybe POST /api/v1/forecasting/predict."
                            .formatted(ForecastRun.HORIZON_DAYS, days));
        }
        StoreCode code = store == null ? null : StoreCode.of(store);
        ProductView product = code == null
                ? targets.product(productId)
                : targets.target(code, productId).product();
        ProductForecastQuery.Total total = query.find(product.id(), code, user.scope(), days)
                .orElseThrow(() -> new NotFound(
                        "FORECAST_MISSING",
                        "%s has no forecast in %s. Maybe it was never sold there, or no forecast was run since."
                                .formatted(productId, code == null ? "your stores" : code)));
        boolean own = total.stores() == 1;
        return new ProductForecast(
                productId,
                product.name(),
                code,
                total.stores(),
                total.asOf(),
                total.levels(),
                own ? "OWN" : "SUM_OF_STORES",
                own
                        ? "Quantiles of this store's demand."
                        : "Sums of the quantiles of %d stores: exact when they have their good days together, "
                                        .formatted(total.stores())
                                + "usually wider than the truth when not.",
                total.history(),
                total.forecast());
    }
}
