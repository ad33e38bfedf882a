package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.Forbidden;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Forecasts, the runs that made them, and how good they were. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Forecasting")
class ForecastApi {

    private static final int LONGEST_HISTORY = 800;

    private final ForecastQuery query;
    private final CurrentUser user;

    ForecastApi(ForecastQuery query, CurrentUser user) {
        this.query = query;
        this.user = user;
    }

    @GetMapping("/analytics/forecasts")
    @Reads
    @Operation(summary = "Expected sales of the next day, week and month per store and product")
    Listing<ForecastQuery.Row> list(
            @RequestParam @Nullable String store,
            @RequestParam @Nullable String sku,
            @RequestParam @Nullable String category,
            @RequestParam @Nullable String search,
            Paging paging) {
        if (store != null) {
            user.requireStore(StoreCode.of(store));
        }
        return query.list(new ForecastQuery.Filter(store, sku, category, search), user.scope(), paging);
    }

    @GetMapping("/analytics/forecasts/{store}/{sku}")
    @Reads
    @Operation(summary = "The forecast of one product in one store, with its history, quantiles and background")
    ForecastQuery.Detail get(
            @PathVariable StoreCode store,
            @PathVariable Sku sku,
            @RequestParam(name = "history_days", defaultValue = "90") int historyDays) {
        user.requireStore(store);
        return query.find(store, sku, checkedHistory(historyDays))
                .orElseThrow(() -> new NotFound(
                        "FORECAST_MISSING",
                        "%s has no forecast in %s. Maybe it was never sold there, or no forecast was run since."
                                .formatted(sku, store)));
    }

    @GetMapping("/forecasting/outlook")
    @Reads
    @Operation(summary = "Expected units of all products together, of one store or of the chain")
    ForecastQuery.Outlook outlook(
            @RequestParam @Nullable String store,
            @RequestParam(name = "history_days", defaultValue = "30") int historyDays) {
        StoreCode code = store == null ? null : StoreCode.of(store);
        if (code != null) {
            user.requireStore(code);
        } else if (!user.scope().all()) {
            throw new Forbidden(
                    "CHAIN_OUT_OF_SCOPE", "The outlook of the whole chain is not yours to see. Maybe name a store.");
        }
        return query.findOutlook(code, checkedHistory(historyDays))
                .orElseThrow(() -> new NotFound(
                        "FORECAST_MISSING", "There is no outlook yet. Maybe run the forecast, or import sales first."));
    }

    @GetMapping("/forecasting/runs")
    @Reads
    @Operation(summary = "Forecast runs, the newest first")
    Listing<ForecastQuery.Run> runs(Paging paging) {
        return query.listRuns(paging);
    }

    private static int checkedHistory(int days) {
        if (days < 1 || days > LONGEST_HISTORY) {
            throw new Invalid(
                    "HISTORY_DAYS_INVALID",
                    "The history can be 1 to %d days long, not %d.".formatted(LONGEST_HISTORY, days));
        }
        return days;
    }
}
