package dev.shelfcast.server.forecasting.overrides;

import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What planners know better than the statistics. */
@RestController
@RequestMapping("/api/v1/forecasting/overrides")
@Tag(name = "Forecasting")
class OverridesApi {

    private final OverrideQuery query;
    private final Overrides overrides;
    private final BusinessDay businessDay;
    private final CurrentUser user;

    OverridesApi(OverrideQuery query, Overrides overrides, BusinessDay businessDay, CurrentUser user) {
        this.query = query;
        this.overrides = overrides;
        this.businessDay = businessDay;
        this.user = user;
    }

    @GetMapping
    @Reads
    @Operation(summary = "Overrides that cover a store, product or category; sort by a column, with a minus descending")
    Listing<OverrideRow> list(
            @RequestParam @Nullable String store,
            @RequestParam @Nullable String sku,
            @RequestParam @Nullable String category,
            @RequestParam @Nullable String status,
            @RequestParam @Nullable String reason,
            @RequestParam @Nullable String planner,
            @RequestParam(defaultValue = "-created_at") String sort,
            Paging paging) {
        if (store != null) {
            user.requireStore(StoreCode.of(store));
        }
        if (!OverrideQuery.SORTS.contains(sort.replaceFirst("^-", ""))) {
            String rule = "one of " + OverrideQuery.SORTS.stream().sorted().toList() + ", with a minus for descending";
            throw new Invalid(
                    "SORT_INVALID",
                    "Overrides cannot be sorted by '%s': it takes %s.".formatted(sort, rule),
                    List.of(new FieldProblem("sort", rule, sort)));
        }
        OverrideQuery.Filter filter =
                new OverrideQuery.Filter(null, store, sku, category, upper(status), upper(reason), planner);
        return query.list(filter, new OverrideQuery.View(user.scope(), businessDay.lastCompleteDay(), sort), paging);
    }

    /** The override as it stands now, and the earlier ones that it goes before. */
    record Made(OverrideRow override, List<Long> hides) {}

    @PostMapping
    @Plans
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Changes the forecast of some days; the latest override of a day is the one in force")
    Made make(@RequestBody OverrideRequest request) {
        PlannerOverride made = overrides.make(request);
        return new Made(query.get(made.id(), businessDay.lastCompleteDay()), query.listHidden(made));
    }

    @GetMapping("/{id}")
    @Reads
    @Operation(summary = "One override")
    OverrideRow get(@PathVariable long id) {
        return required(id);
    }

    @DeleteMapping("/{id}")
    @Plans
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraws an override; what the forecast said before is in force again")
    void withdraw(@PathVariable long id) {
        overrides.withdraw(required(id));
    }

    private OverrideRow required(long id) {
        OverrideRow row = query.get(id, businessDay.lastCompleteDay());
        if (row.store() != null) {
            user.requireStore(row.store());
        }
        return row;
    }

    private static @Nullable String upper(@Nullable String value) {
        return value == null ? null : value.toUpperCase(Locale.ROOT);
    }
}
