package dev.shelfcast.server.forecasting.accuracy;

import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How good forecasts were, and whether people made them better. */
@RestController
@RequestMapping("/api/v1/forecasting")
@Tag(name = "Forecasting")
class AccuracyApi {

    private static final int USUAL_DAYS = 60;
    private static final int LONGEST_DAYS = Scores.KEPT_DAYS;

    private final AccuracyQuery accuracy;
    private final ValueAddedQuery valueAdded;
    private final BusinessDay businessDay;
    private final CurrentUser user;

    AccuracyApi(AccuracyQuery accuracy, ValueAddedQuery valueAdded, BusinessDay businessDay, CurrentUser user) {
        this.accuracy = accuracy;
        this.valueAdded = valueAdded;
        this.businessDay = businessDay;
        this.user = user;
    }

    @GetMapping("/accuracy")
    @Reads
    @Operation(summary = "Published forecasts against what was then sold; sold-out days are left out")
    Listing<AccuracyQuery.Accuracy> accuracy(
            @RequestParam(defaultValue = "horizon") String by,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to,
            @RequestParam @Nullable String store,
            @RequestParam @Nullable String category,
            @RequestParam(name = "class") @Nullable String demandClass,
            @RequestParam @Nullable String model) {
        Period period = period(from, to, store);
        requireOneOf(by, AccuracyQuery.GROUPINGS);
        String kind = demandClass == null ? null : demandClass.toUpperCase(Locale.ROOT);
        List<AccuracyQuery.Accuracy> rows = accuracy.list(
                by, new AccuracyQuery.Filter(period.from(), period.to(), store, category, kind, model), user.scope());
        return Listing.of(rows, rows.size(), new Paging(1, Paging.LARGEST_LIMIT));
    }

    @GetMapping("/value-added")
    @Reads
    @Operation(summary = "Whether overrides helped: naive, statistical and overridden forecast of the same days")
    ValueAdded valueAdded(
            @RequestParam(defaultValue = "planner") String by,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to,
            @RequestParam @Nullable String store,
            @RequestParam @Nullable String category,
            @RequestParam @Nullable String sku,
            @RequestParam @Nullable String planner,
            @RequestParam @Nullable String reason) {
        Period period = period(from, to, store);
        requireOneOf(by, ValueAddedQuery.GROUPINGS);
        return valueAdded.find(
                by,
                new ValueAddedQuery.Filter(period.from(), period.to(), store, category, sku, planner, reason),
                user.scope());
    }

    private record Period(LocalDate from, LocalDate to) {}

    /** Days that are not over say nothing: the period ends with the last complete day. */
    private Period period(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable String store) {
        if (store != null) {
            user.requireStore(StoreCode.of(store));
        }
        LocalDate last = businessDay.lastCompleteDay();
        LocalDate end = to == null || to.isAfter(last) ? last : to;
        LocalDate start = from == null ? end.minusDays(USUAL_DAYS - 1L) : from;
        if (start.isAfter(end) || start.isBefore(end.minusDays(LONGEST_DAYS))) {
            String rule = "the period ends by %s and has at most %d days".formatted(last, LONGEST_DAYS);
            throw new Invalid(
                    "PERIOD_INVALID",
                    "Nothing can be compared from %s to %s: %s.".formatted(start, end, rule),
                    List.of(new FieldProblem("from", rule, String.valueOf(from))));
        }
        return new Period(start, end);
    }

    private static void requireOneOf(String by, Set<String> allowed) {
        if (!allowed.contains(by)) {
            String rule = "one of " + allowed.stream().sorted().toList();
            throw new Invalid(
                    "GROUPING_INVALID",
                    "It cannot be told by '%s': it takes %s.".formatted(by, rule),
                    List.of(new FieldProblem("by", rule, by)));
        }
    }
}
