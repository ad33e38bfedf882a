package dev.shelfcast.server.analytics;

import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.Stores;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/analytics")
@Tag(name = "Analytics")
@Reads
class AnalyticsController {

    private static final int LONGEST_RANGE_DAYS = 3_660;
    private static final int DEFAULT_DAYS = 30;
    private static final Set<String> SORTS = Set.of("units", "revenue", "profit", "margin", "returned_units", "name");
    private static final Set<String> PERIODS = Set.of("day", "week", "month");
    private static final Set<String> CLASSES = Set.of("A", "B", "C");

    private final Dashboard dashboard;
    private final SalesFigures sales;
    private final BusinessDay businessDay;
    private final Stores stores;
    private final CurrentUser user;

    AnalyticsController(
            Dashboard dashboard, SalesFigures sales, BusinessDay businessDay, Stores stores, CurrentUser user) {
        this.dashboard = dashboard;
        this.sales = sales;
        this.businessDay = businessDay;
        this.stores = stores;
        this.user = user;
    }

    /** The first page's figures, for one store or all that the user sees, with a trend over so many days. */
    @GetMapping("/dashboard")
    Dashboard.Page dashboard(
            @RequestParam(required = false) @Nullable String store, @RequestParam(defaultValue = "30") int days) {
        if (days < 1 || days > LONGEST_RANGE_DAYS) {
            throw refusal("days", "1 to " + LONGEST_RANGE_DAYS, String.valueOf(days));
        }
        return dashboard.read(new Dashboard.Question(known(store), days, user.scope()));
    }

    /** Units, revenue, margin, orders and returns by day. */
    @GetMapping("/daily-metrics")
    Listing<SalesFigures.Metrics> dailyMetrics(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String store,
            @RequestParam(required = false) @Nullable String category) {
        return Listing.whole(sales.byPeriod(question(from, to, store, category, DEFAULT_DAYS), "day"));
    }

    /** The same by day, week or month. */
    @GetMapping("/sales-trends")
    Listing<SalesFigures.Metrics> salesTrends(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String store,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(defaultValue = "day") String period) {
        requireOneOf("period", period, PERIODS);
        return Listing.whole(sales.byPeriod(question(from, to, store, category, DEFAULT_DAYS), period));
    }

    /** Sales, cost and margin by product; the sort is a column's name, with a minus in front for descending. */
    @GetMapping("/product-analytics")
    Listing<SalesFigures.ProductFigures> productAnalytics(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String store,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(defaultValue = "-revenue") String sort,
            Paging paging) {
        requireOneOf("sort", sort.replaceFirst("^-", ""), SORTS);
        return sales.byProduct(question(from, to, store, category, DEFAULT_DAYS), sort, paging);
    }

    /** Products by their share of the revenue: A to 80%, B to 95%, C the rest; over 90 days unless others are given. */
    @GetMapping("/abc-analysis")
    Listing<SalesFigures.Classified> abcAnalysis(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String store,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false, name = "class") @Nullable String abc,
            Paging paging) {
        if (abc != null) {
            requireOneOf("class", abc, CLASSES);
        }
        return sales.abc(question(from, to, store, category, StoreClasses.DAYS), abc, paging);
    }

    private SalesFigures.Question question(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String store,
            @Nullable String category,
            int days) {
        LocalDate last = to == null ? businessDay.asOf() : to;
        LocalDate first = from == null ? last.minusDays(days - 1L) : from;
        if (first.isAfter(last) || first.plusDays(LONGEST_RANGE_DAYS).isBefore(last)) {
            throw refusal(
                    "from",
                    "not after %s and at most %d days before it".formatted(last, LONGEST_RANGE_DAYS),
                    first.toString());
        }
        String path = category == null || category.isBlank() ? null : category.strip();
        return new SalesFigures.Question(first, last, known(store), path, user.scope());
    }

    /** A page leaves the store empty when it means all. */
    private @Nullable StoreCode known(@Nullable String store) {
        if (store == null || store.isBlank()) {
            return null;
        }
        StoreCode code = StoreCode.of(store);
        user.requireStore(code);
        return stores.get(code).code();
    }

    private static void requireOneOf(String field, String value, Set<String> allowed) {
        if (!allowed.contains(value)) {
            throw refusal(field, "one of " + allowed.stream().sorted().toList(), value);
        }
    }

    private static Invalid refusal(String field, String rule, String value) {
        return new Invalid(
                field.toUpperCase(java.util.Locale.ROOT) + "_INVALID",
                "The %s '%s' is not possible: it takes %s.".formatted(field, value, rule),
                List.of(new FieldProblem(field, rule, value)));
    }
}
