package dev.shelfcast.server.forecasting.overrides;

import dev.shelfcast.server.catalog.Products;
import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.forecasting.ForecastAdjusted;
import dev.shelfcast.server.forecasting.ForecastAdjusted.Series;
import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Forbidden;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.Stores;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes and withdraws what planners say. Where several cover the same product, store and day, the latest is in force;
 * once it is withdrawn, the one before it is again.
 */
@Component
class Overrides {

    /** Worked out while the planner waits: about three seconds. */
    private static final int MOST_SERIES = 5_000;

    private final JdbcClient jdbc;
    private final Stores stores;
    private final Products products;
    private final BusinessDay businessDay;
    private final CurrentUser user;
    private final AuditLog audit;
    private final AdjustedForecasts forecasts;
    private final ApplicationEventPublisher events;

    Overrides(
            JdbcClient jdbc,
            Stores stores,
            Products products,
            BusinessDay businessDay,
            CurrentUser user,
            AuditLog audit,
            AdjustedForecasts forecasts,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.products = products;
        this.businessDay = businessDay;
        this.user = user;
        this.audit = audit;
        this.forecasts = forecasts;
        this.events = events;
    }

    /** Puts what the request says in force; what replenishment expects has changed when this returns. */
    @Transactional
    PlannerOverride make(OverrideRequest request) {
        Long storeId = request.store() == null ? null : storeId(StoreCode.of(request.store()));
        if (storeId == null && !user.scope().all()) {
            throw new Forbidden(
                    "CHAIN_OUT_OF_SCOPE", "An override of all stores is not yours to make. Maybe name a store.");
        }
        request.check(businessDay.lastCompleteDay());
        Long productId = request.sku() == null
                ? null
                : products.get(Sku.of(request.sku())).id();
        List<Series> covered = covered(request, storeId, productId);
        PlannerOverride made = insert(request, storeId, productId, covered.size());
        audit.record("OVERRIDE_MADE", "override", String.valueOf(made.id()), null, request);
        events.publishEvent(new ForecastAdjusted(forecasts.refresh(made)));
        return made;
    }

    private long storeId(StoreCode store) {
        user.requireStore(store);
        return stores.get(store).id();
    }

    private List<Series> covered(OverrideRequest request, @Nullable Long storeId, @Nullable Long productId) {
        List<Series> covered = forecasts.listCovered(storeId, productId, request.category());
        String where = request.store() == null ? "any store" : request.store();
        String what = request.sku() == null ? "the category " + request.category() : request.sku();
        if (covered.isEmpty()) {
            throw new NotFound(
                    "FORECAST_MISSING",
                    "There is no forecast of %s in %s that could be changed. Maybe run the forecast first."
                            .formatted(what, where));
        }
        if (covered.size() > MOST_SERIES) {
            throw new Invalid(
                    "OVERRIDE_TOO_WIDE",
                    "%s in %s is %d forecasts; one override changes at most %d. Maybe name a store, or a part of it."
                            .formatted(what, where, covered.size(), MOST_SERIES));
        }
        return covered;
    }

    private PlannerOverride insert(
            OverrideRequest request, @Nullable Long storeId, @Nullable Long productId, int series) {
        return jdbc.sql("""
                        insert into forecasting.planner_override
                               (store_id, product_id, category, from_day, to_day, kind, value, reason, note, series,
                                created_by, created_at)
                        values (:storeId, :productId, :category, :from, :to, :kind, :value, :reason, :note, :series,
                                :user, clock_timestamp())
                        returning id, store_id, product_id, category, from_day, to_day, kind, value
                        """)
                .param("storeId", storeId)
                .param("productId", productId)
                .param("category", request.category())
                .param("from", request.from())
                .param("to", request.to())
                .param("kind", request.kind().name())
                .param("value", request.value())
                .param("reason", request.reason().name())
                .param("note", request.note())
                .param("series", series)
                .param("user", user.name())
                .query(PlannerOverride.class)
                .single();
    }

    /** Takes an override back; its days that are over stay in the books. */
    @Transactional
    void withdraw(OverrideRow row) {
        LocalDate lastDay = businessDay.lastCompleteDay();
        if (row.status().equals("OVER")) {
            throw new Conflict(
                    "OVERRIDE_OVER",
                    "The override %d ended on %s and changes nothing any more. It stays as history."
                            .formatted(row.id(), row.to()));
        }
        PlannerOverride withdrawn = jdbc.sql("""
                        update forecasting.planner_override
                           set withdrawn_by = :user, withdrawn_at = clock_timestamp()
                         where id = :id and withdrawn_at is null and to_day > :last
                        returning id, store_id, product_id, category, from_day, to_day, kind, value
                        """)
                .param("user", user.name())
                .param("id", row.id())
                .param("last", lastDay)
                .query(PlannerOverride.class)
                .optional()
                .orElseThrow(() -> new Conflict(
                        "OVERRIDE_WITHDRAWN", "The override %d was withdrawn before.".formatted(row.id())));
        audit.record("OVERRIDE_WITHDRAWN", "override", String.valueOf(row.id()), row, null);
        events.publishEvent(new ForecastAdjusted(forecasts.refresh(withdrawn)));
    }
}
