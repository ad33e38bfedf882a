package dev.shelfcast.server.inventory;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/inventory")
@Tag(name = "Inventory")
class LevelController {

    private final Levels levels;
    private final PastLevels past;
    private final CurrentUser user;

    LevelController(Levels levels, PastLevels past, CurrentUser user) {
        this.levels = levels;
        this.past = past;
        this.user = user;
    }

    @GetMapping("/levels")
    @Reads
    @Operation(
            summary = "Stock by store and product; by lot where one is named, all lots for lot=*",
            description = "as_of answers what there was at a moment by what we know today, believed_at what we knew at "
                    + "a moment; both together, what we thought then of the earlier moment. Of the past only on_hand "
                    + "is known.")
    Listing<Level> levels(
            @RequestParam(required = false) @Nullable StoreCode store,
            @RequestParam(required = false) @Nullable Sku sku,
            @RequestParam(required = false) @Nullable String lot,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(name = "as_of", required = false) @Nullable OffsetDateTime asOf,
            @RequestParam(name = "believed_at", required = false) @Nullable OffsetDateTime believedAt,
            Paging paging) {
        if (store != null) {
            user.requireStore(store);
        }
        Levels.Filter filter = new Levels.Filter(store, sku, lot, category, search, user.scope());
        if (asOf != null || believedAt != null) {
            PastLevels.Moment moment = new PastLevels.Moment(
                    asOf == null ? null : asOf.toInstant(), believedAt == null ? null : believedAt.toInstant());
            return lot == null ? past.byProduct(filter, moment, paging) : past.byLot(filter, moment, paging);
        }
        return lot == null ? levels.byProduct(filter, paging) : levels.byLot(filter, paging);
    }
}
