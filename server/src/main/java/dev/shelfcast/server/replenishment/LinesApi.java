package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The restock list and the reasons behind it. */
@RestController
@RequestMapping("/api/v1/replenishment")
@Tag(name = "Replenishment")
class LinesApi {

    private final LineQuery query;
    private final ReplenishmentCheck check;
    private final CurrentUser user;

    LinesApi(LineQuery query, ReplenishmentCheck check, CurrentUser user) {
        this.query = query;
        this.check = check;
        this.user = user;
    }

    @GetMapping("/lines")
    @Reads
    @Operation(summary = "The restock list, the most urgent first")
    Listing<RestockLine> list(
            @RequestParam @Nullable String store,
            @RequestParam @Nullable String urgency,
            @RequestParam @Nullable String status,
            @RequestParam @Nullable String category,
            @RequestParam @Nullable String search,
            Paging paging) {
        if (store != null) {
            user.requireStore(StoreCode.of(store));
        }
        LineQuery.Filter filter = new LineQuery.Filter(store, upper(urgency), upper(status), category, search);
        return query.list(filter, user.scope(), paging);
    }

    @GetMapping("/lines/{id}")
    @Reads
    @Operation(summary = "One restock line with the numbers behind it")
    RestockLine get(@PathVariable long id) {
        RestockLine line = query.find(id)
                .orElseThrow(() -> new NotFound("RESTOCK_LINE_UNKNOWN", "There is no restock line %d.".formatted(id)));
        user.requireStore(line.store());
        return line;
    }

    /** Open lines by urgency, and store by store where there are any. */
    record Summary(long critical, long high, long medium, List<LineQuery.StoreCount> stores) {}

    @GetMapping("/summary")
    @Reads
    @Operation(summary = "How many lines are open, by urgency and by store")
    Summary summary() {
        Map<String, Long> counts = new LinkedHashMap<>();
        query.countByUrgency(user.scope()).forEach(count -> counts.put(count.urgency(), count.lines()));
        return new Summary(
                counts.getOrDefault("CRITICAL", 0L),
                counts.getOrDefault("HIGH", 0L),
                counts.getOrDefault("MEDIUM", 0L),
                query.countByStore(user.scope()));
    }

    @GetMapping("/explain")
    @Reads
    @Operation(summary = "Why a product is, or is not, to be ordered right now")
    Decision explain(@RequestParam String store, @RequestParam String sku) {
        user.requireStore(StoreCode.of(store));
        return query.findPair(store, sku).stream()
                .flatMap(pair -> check.explain(pair).stream())
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        "FORECAST_MISSING",
                        "%s has no forecast in %s yet, so nothing can be said. Maybe run the forecast."
                                .formatted(sku, store)));
    }

    private static @Nullable String upper(@Nullable String value) {
        return value == null ? null : value.toUpperCase(Locale.ROOT);
    }
}
