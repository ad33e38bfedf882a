package dev.shelfcast.server.stores;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.shared.NotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** When stores are open: the hours of the week, and the days on which they are others. */
@Component
class OpeningHours {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditLog audit;

    OpeningHours(JdbcClient jdbc, JsonMapper json, AuditLog audit) {
        this.jdbc = jdbc;
        this.json = json;
        this.audit = audit;
    }

    /** A day on which hours differ from the weekday's; closed where there are no spans. */
    record SpecialDay(LocalDate day, String name, List<Span> spans, boolean wholeChain) {}

    /** What holds on a day: spans are absent where nobody has said, none where it is closed. */
    record OpenDay(
            LocalDate day,
            @Nullable List<Span> spans,
            @Nullable String name) {}

    Map<DayOfWeek, List<Span>> week(long storeId) {
        Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
        jdbc.sql("select weekday, spans from stores.week_hours where store_id = :store order by weekday")
                .param("store", storeId)
                .query((row, n) -> week.put(DayOfWeek.of(row.getInt("weekday")), spans(row)))
                .list();
        return week;
    }

    /** The weekdays that are left out are those of which nobody has said anything. */
    @Transactional
    void setWeek(StoreView store, Map<DayOfWeek, List<Span>> week) {
        Map<DayOfWeek, List<Span>> before = week(store.id());
        jdbc.sql("delete from stores.week_hours where store_id = :store")
                .param("store", store.id())
                .update();
        week.forEach((weekday, spans) -> jdbc.sql("""
                        insert into stores.week_hours (store_id, weekday, spans)
                        values (:store, :weekday, cast(:spans as jsonb))
                        """)
                .param("store", store.id())
                .param("weekday", weekday.getValue())
                .param("spans", json.writeValueAsString(spans))
                .update());
        audit.record("OPENING_HOURS_SET", "STORE", store.code().value(), before, week);
    }

    /** The store's own and, without a store, the chain's alone. */
    List<SpecialDay> specialDays(@Nullable Long storeId, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select day, name, spans, store_id is null as whole_chain
                          from stores.special_day
                         where (store_id is null or store_id = cast(:store as bigint)) and day between :from and :to
                         order by day, whole_chain desc
                        """)
                .param("store", storeId)
                .param("from", from)
                .param("to", to)
                .query((row, n) -> new SpecialDay(
                        row.getObject("day", LocalDate.class),
                        row.getString("name"),
                        spans(row),
                        row.getBoolean("whole_chain")))
                .list();
    }

    @Transactional
    void setSpecialDay(@Nullable StoreView store, LocalDate day, String name, List<Span> spans) {
        jdbc.sql("""
                        insert into stores.special_day (store_id, day, name, spans)
                        values (:store, :day, :name, cast(:spans as jsonb))
                        on conflict (store_id, day) do update set name = excluded.name, spans = excluded.spans
                        """)
                .param("store", store == null ? null : store.id())
                .param("day", day)
                .param("name", name)
                .param("spans", json.writeValueAsString(spans))
                .update();
        audit.record("SPECIAL_DAY_SET", "STORE", subject(store), null, new SpecialDay(day, name, spans, store == null));
    }

    @Transactional
    void removeSpecialDay(@Nullable StoreView store, LocalDate day) {
        int removed = jdbc.sql("""
                        delete from stores.special_day
                         where store_id is not distinct from cast(:store as bigint) and day = :day
                        """)
                .param("store", store == null ? null : store.id())
                .param("day", day)
                .update();
        if (removed == 0) {
            throw new NotFound("NO_SPECIAL_DAY", "%s has no special day on %s.".formatted(subject(store), day));
        }
        audit.record("SPECIAL_DAY_REMOVED", "STORE", subject(store), day, null);
    }

    /** What holds from one day to another: the store's special day, else the chain's, else the weekday's hours. */
    List<OpenDay> days(long storeId, LocalDate from, LocalDate to) {
        Map<DayOfWeek, List<Span>> week = week(storeId);
        Map<LocalDate, SpecialDay> special = specialDays(storeId, from, to).stream()
                .collect(Collectors.toMap(SpecialDay::day, Function.identity(), (chain, own) -> own));
        List<OpenDay> days = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            SpecialDay other = special.get(day);
            days.add(
                    other == null
                            ? new OpenDay(day, week.get(day.getDayOfWeek()), null)
                            : new OpenDay(day, other.spans(), other.name()));
        }
        return days;
    }

    private static String subject(@Nullable StoreView store) {
        return store == null ? "The chain" : store.code().value();
    }

    private List<Span> spans(ResultSet row) throws SQLException {
        return Arrays.asList(json.readValue(row.getString("spans"), Span[].class));
    }
}
