package dev.shelfcast.server.demand;

import dev.shelfcast.server.catalog.Products;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.Stores;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/demand")
@Tag(name = "Demand")
@Reads
class DemandController {

    private static final int LONGEST_RANGE_DAYS = 3_660;
    private static final int MOST_HOURS = 168;
    private static final int DEFAULT_DAYS = 30;

    private final Heatmap heatmap;
    private final DailyDemand daily;
    private final BusinessDay businessDay;
    private final Lookups lookups;
    private final CurrentUser user;

    DemandController(Heatmap heatmap, DailyDemand daily, BusinessDay businessDay, Lookups lookups, CurrentUser user) {
        this.heatmap = heatmap;
        this.daily = daily;
        this.businessDay = businessDay;
        this.lookups = lookups;
        this.user = user;
    }

    /**
     * Demand by zone with its class, of one store or of all that the user sees. Without days it is the business day;
     * with {@code hours} it is the hours up to now (or up to the end of the last day of a history).
     */
    @GetMapping("/heatmap")
    Heatmap.Map heatmap(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Integer hours,
            @RequestParam(required = false) @Nullable StoreCode store,
            @RequestParam(required = false) @Nullable Sku product,
            @RequestParam(required = false) @Nullable String category) {
        StoreScope shown = scopeOf(store);
        LocalDate asOf = businessDay.asOf();
        String path = category == null || category.isBlank() ? null : category.strip();
        if (hours != null) {
            if (hours < 1 || hours > MOST_HOURS || from != null || to != null) {
                String rule = "1 to %d, without from and to".formatted(MOST_HOURS);
                throw new Invalid(
                        "HOURS_INVALID",
                        "The hours %d are not possible: %s.".formatted(hours, rule),
                        List.of(new FieldProblem("hours", rule, String.valueOf(hours))));
            }
            OffsetDateTime since = lookups.endOf(asOf).minusHours(hours).truncatedTo(ChronoUnit.HOURS);
            return heatmap.draw(new Heatmap.Question(
                    since.toLocalDate().minusDays(1), asOf.plusDays(1), since, product, path, shown));
        }
        LocalDate last = to == null ? (from == null || from.isBefore(asOf) ? asOf : from) : to;
        LocalDate first = from == null ? last : from;
        checkRange(first, last);
        return heatmap.draw(new Heatmap.Question(first, last, null, product, path, shown));
    }

    /** Units and revenue by day, store and product; without days the 30 up to the business day. */
    @GetMapping("/daily")
    Listing<DailyDemand.Day> daily(
            @RequestParam(required = false) @Nullable StoreCode store,
            @RequestParam(required = false) @Nullable Sku product,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            Paging paging) {
        if (store != null) {
            user.requireStore(store);
        }
        lookups.requireKnown(store, product);
        LocalDate last = to == null ? businessDay.asOf() : to;
        LocalDate first = from == null ? last.minusDays(DEFAULT_DAYS - 1) : from;
        checkRange(first, last);
        return daily.list(new DailyDemand.Question(first, last, store, product, user.scope()), paging);
    }

    private StoreScope scopeOf(@Nullable StoreCode store) {
        if (store == null) {
            return user.scope();
        }
        user.requireStore(store);
        lookups.requireKnown(store, null);
        return new StoreScope(false, Set.of(store));
    }

    private static void checkRange(LocalDate from, LocalDate to) {
        if (from.isAfter(to) || from.plusDays(LONGEST_RANGE_DAYS).isBefore(to)) {
            String rule = "from must not be after to, and at most %d days before it".formatted(LONGEST_RANGE_DAYS);
            throw new Invalid(
                    "RANGE_INVALID",
                    "The days %s to %s are not possible: %s.".formatted(from, to, rule),
                    List.of(new FieldProblem("from", rule, from.toString())));
        }
    }

    /** What the questions need of the modules below. */
    @Component
    static class Lookups {

        private final Stores stores;
        private final Products products;
        private final Clock clock;

        Lookups(Stores stores, Products products, Clock clock) {
            this.stores = stores;
            this.products = products;
            this.clock = clock;
        }

        /** Now, or the end of a day that is over. */
        OffsetDateTime endOf(LocalDate day) {
            OffsetDateTime end =
                    day.plusDays(1).atStartOfDay(stores.chainZone()).toOffsetDateTime();
            OffsetDateTime now = OffsetDateTime.now(clock.withZone(stores.chainZone()));
            return now.isBefore(end) ? now : end;
        }

        void requireKnown(@Nullable StoreCode store, @Nullable Sku product) {
            if (store != null) {
                stores.get(store);
            }
            if (product != null) {
                products.get(product);
            }
        }
    }
}
