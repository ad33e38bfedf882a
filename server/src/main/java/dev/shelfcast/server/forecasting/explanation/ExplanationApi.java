package dev.shelfcast.server.forecasting.explanation;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Why a forecast is what it is. */
@RestController
@RequestMapping("/api/v1/analytics/forecasts/{store}/{sku}/explanation")
@Tag(name = "Forecasting")
class ExplanationApi {

    private final ExplanationQuery query;
    private final CurrentUser user;

    ExplanationApi(ExplanationQuery query, CurrentUser user) {
        this.query = query;
        this.user = user;
    }

    @GetMapping
    @Reads
    @Operation(summary = "What a forecast is made of, in parts that add up to each day's mean, and in words")
    Explanation get(@PathVariable StoreCode store, @PathVariable Sku sku) {
        user.requireStore(store);
        return query.find(store, sku)
                .orElseThrow(() -> new NotFound(
                        "FORECAST_MISSING",
                        "%s has no forecast in %s that could be explained. Maybe run the forecast."
                                .formatted(sku, store)));
    }
}
