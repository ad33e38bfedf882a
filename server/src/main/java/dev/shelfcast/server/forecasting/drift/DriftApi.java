package dev.shelfcast.server.forecasting.drift;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Drifts that were found. */
@RestController
@RequestMapping("/api/v1/forecasting/drift")
@Tag(name = "Forecasting")
class DriftApi {

    private final DriftLog log;
    private final CurrentUser user;

    DriftApi(DriftLog log, CurrentUser user) {
        this.log = log;
        this.user = user;
    }

    @GetMapping
    @Reads
    @Operation(summary = "Where forecasts no longer fit or their inputs have changed, the newest first")
    Listing<DriftLog.Drift> list(@RequestParam @Nullable String store, Paging paging) {
        if (store != null) {
            user.requireStore(StoreCode.of(store));
        }
        return log.list(store, user.scope(), paging);
    }
}
