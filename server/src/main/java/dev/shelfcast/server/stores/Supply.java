package dev.shelfcast.server.stores;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which store supplies which: the routes inside of the chain. */
@Component
class Supply {

    private static final BigDecimal LONGEST_DAYS = BigDecimal.valueOf(365);

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    Supply(JdbcClient jdbc, AuditLog audit, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.events = events;
    }

    /**
     * How goods come along a route.
     *
     * @param transportDays from the source's shelf to the store's, on average
     * @param transportSdDays standard deviation of that
     * @param orderWeekdays on which the source takes orders; none: on all
     * @param cutOff what is ordered later counts as the next day's
     */
    record Terms(
            BigDecimal transportDays,
            BigDecimal transportSdDays,
            List<DayOfWeek> orderWeekdays,
            @Nullable LocalTime cutOff) {

        Terms {
            transportDays = days("transport_days", transportDays);
            transportSdDays = days("transport_sd_days", transportSdDays);
            orderWeekdays = orderWeekdays.stream().distinct().sorted().toList();
        }

        private static BigDecimal days(String field, BigDecimal days) {
            if (days.signum() < 0
                    || days.compareTo(LONGEST_DAYS) > 0
                    || days.stripTrailingZeros().scale() > 2) {
                throw StoreDraft.refusal(field, "it is 0 to 365 days with at most two decimals", days.toPlainString());
            }
            return days;
        }
    }

    record Route(
            StoreCode store,
            String storeName,
            StoreCode source,
            String sourceName,
            BigDecimal transportDays,
            BigDecimal transportSdDays,
            List<DayOfWeek> orderWeekdays,
            @Nullable LocalTime cutOff) {}

    Optional<Route> from(long storeId) {
        return list(storeId, null).stream().findFirst();
    }

    List<Route> to(long sourceId) {
        return list(null, sourceId);
    }

    private List<Route> list(@Nullable Long storeId, @Nullable Long sourceId) {
        return jdbc.sql("""
                        select s.code as store, s.name as store_name, w.code as source, w.name as source_name,
                               u.transport_days, u.transport_sd_days, u.order_weekdays, u.cut_off
                          from stores.supply u
                          join stores.store s on s.id = u.store_id
                          join stores.store w on w.id = u.source_id
                         where u.store_id = cast(:store as bigint) or u.source_id = cast(:source as bigint)
                         order by s.code
                        """)
                .param("store", storeId)
                .param("source", sourceId)
                .query((row, n) -> route(row))
                .list();
    }

    @Transactional
    void set(StoreView store, StoreView source, Terms terms) {
        // Two routes written at once could close a circle that neither sees.
        jdbc.sql("lock table stores.supply in share row exclusive mode").update();
        refuseCircle(store, source);
        Route before = from(store.id()).orElse(null);
        jdbc.sql("""
                        insert into stores.supply
                               (store_id, source_id, transport_days, transport_sd_days, order_weekdays, cut_off)
                        values (:store, :source, :days, :sd, :weekdays, :cut_off)
                        on conflict (store_id) do update
                           set source_id = excluded.source_id, transport_days = excluded.transport_days,
                               transport_sd_days = excluded.transport_sd_days,
                               order_weekdays = excluded.order_weekdays, cut_off = excluded.cut_off
                        """)
                .param("store", store.id())
                .param("source", source.id())
                .param("days", terms.transportDays())
                .param("sd", terms.transportSdDays())
                .param(
                        "weekdays",
                        terms.orderWeekdays().stream().map(DayOfWeek::getValue).toArray(Integer[]::new))
                .param("cut_off", terms.cutOff())
                .update();
        audit.record(
                "SUPPLY_SET",
                "STORE",
                store.code().value(),
                before,
                from(store.id()).orElseThrow());
        events.publishEvent(new StoreChanged(Set.of(store.code())));
    }

    private void refuseCircle(StoreView store, StoreView source) {
        List<Long> above =
                jdbc.sql("""
                        with recursive above (id) as (
                            select cast(:source as bigint)
                             union
                            select u.source_id from stores.supply u join above a on a.id = u.store_id
                        )
                        select id from above
                        """).param("source", source.id()).query(Long.class).list();
        if (above.contains(store.id())) {
            throw new Conflict(
                    "SUPPLY_CIRCLE",
                    "%s cannot be supplied from %s, which itself gets its goods from %s."
                            .formatted(store.code(), source.code(), store.code()));
        }
    }

    @Transactional
    void remove(StoreView store) {
        Route before = from(store.id())
                .orElseThrow(() -> new NotFound(
                        "NO_SUPPLY",
                        "No other store supplies %s, so there is nothing to end.".formatted(store.code())));
        jdbc.sql("delete from stores.supply where store_id = :store")
                .param("store", store.id())
                .update();
        audit.record("SUPPLY_REMOVED", "STORE", store.code().value(), before, null);
        events.publishEvent(new StoreChanged(Set.of(store.code())));
    }

    private static Route route(ResultSet row) throws SQLException {
        return new Route(
                StoreCode.of(row.getString("store")),
                row.getString("store_name"),
                StoreCode.of(row.getString("source")),
                row.getString("source_name"),
                row.getBigDecimal("transport_days"),
                row.getBigDecimal("transport_sd_days"),
                Arrays.stream((Integer[]) row.getArray("order_weekdays").getArray())
                        .map(DayOfWeek::of)
                        .toList(),
                row.getObject("cut_off", LocalTime.class));
    }
}
