package dev.shelfcast.server.forecasting.drift;

import dev.shelfcast.server.forecasting.drift.SegmentWatch.Finding;
import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What has drifted, when, and what was done about it. */
@Component
public class DriftLog {

    private final JdbcClient jdbc;
    private final Clock clock;

    DriftLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The store and category that drifted; null means all. */
    public record Segment(@Nullable String store, @Nullable String category) {

        @Override
        public String toString() {
            String what = category == null ? "all products" : category;
            return store == null ? what + " in all stores" : what + " in " + store;
        }
    }

    /** A drift that was found. */
    public record Drift(
            long id,
            OffsetDateTime foundAt,
            LocalDate asOf,
            String kind,
            @Nullable String store,
            @Nullable String category,
            String statistic,
            double value,
            double threshold,
            LocalDate since,
            List<Long> models,
            String action,
            @Nullable Long runId,
            String detail) {}

    /** The day up to which a drift of that kind has been told already, if it was within the last days. */
    public Optional<LocalDate> findLast(Segment segment, String kind, @Nullable String statistic, LocalDate notBefore) {
        return jdbc.sql("""
                        select max(as_of)
                          from forecasting.drift
                         where kind = :kind and (cast(:statistic as text) is null or statistic = :statistic)
                           and (store, category) is not distinct from (cast(:store as text), cast(:category as text))
                           and as_of > :notBefore
                        """)
                .param("kind", kind)
                .param("statistic", statistic)
                .param("store", segment.store())
                .param("category", segment.category())
                .param("notBefore", notBefore)
                .query(LocalDate.class)
                .optional();
    }

    /** Where something was told of. */
    public record Told(Segment segment, String statistic) {}

    /** What was told of after that day, each once. */
    public List<Told> listAfter(String kind, LocalDate day) {
        return jdbc.sql("""
                        select distinct store, category, statistic
                          from forecasting.drift
                         where kind = :kind and as_of > :day
                        """)
                .param("kind", kind)
                .param("day", day)
                .query((row, n) -> new Told(
                        new Segment(row.getString("store"), row.getString("category")), row.getString("statistic")))
                .list();
    }

    /** Whether the segment was trained anew for a drift on this day already. */
    public boolean wasRetrained(Segment segment, LocalDate asOf) {
        return jdbc.sql("""
                        select exists (
                            select
                              from forecasting.drift
                             where action = 'RETRAINED' and as_of = :asOf
                               and (store, category) is not distinct from
                                   (cast(:store as text), cast(:category as text)))
                        """)
                .param("asOf", asOf)
                .param("store", segment.store())
                .param("category", segment.category())
                .query(Boolean.class)
                .single();
    }

    /** Writes it down as noted; answers its number. */
    public long note(Segment segment, LocalDate asOf, Finding finding, LocalDate since, List<Long> models) {
        return jdbc.sql("""
                        insert into forecasting.drift
                               (found_at, as_of, kind, store, category, statistic, value, threshold, since, models,
                                action, detail)
                        values (:now, :asOf, :kind, :store, :category, :statistic, :value, :threshold, :since, :models,
                                'NOTED', :detail)
                        returning id
                        """)
                .param("now", OffsetDateTime.now(clock))
                .param("asOf", asOf)
                .param("kind", finding.kind())
                .param("store", segment.store())
                .param("category", segment.category())
                .param("statistic", finding.statistic())
                .param("value", finding.value())
                .param("threshold", finding.threshold())
                .param("since", since)
                .param("models", models.toArray(Long[]::new))
                .param("detail", finding.detail())
                .query(Long.class)
                .single();
    }

    /** A job run trains its models anew. */
    public void retrains(long id, long runId) {
        jdbc.sql("update forecasting.drift set action = 'RETRAINED', run_id = :run where id = :id")
                .param("run", runId)
                .param("id", id)
                .update();
    }

    Listing<Drift> list(@Nullable String store, StoreScope scope, Paging paging) {
        record Counted(Drift drift, long total) {}
        List<Counted> rows = jdbc.sql("""
                        select d.*, count(*) over () as total
                          from forecasting.drift d
                         where (cast(:scope as text[]) is null or d.store is null
                                or d.store = any(cast(:scope as text[])))
                           and (cast(:store as text) is null or d.store = :store)
                         order by d.id desc
                         limit :limit offset :offset
                        """)
                .param("scope", scope.codesOrNull())
                .param("store", store)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query((row, n) -> new Counted(drift(row), row.getLong("total")))
                .list();
        long total = rows.isEmpty() ? 0 : rows.get(0).total();
        return Listing.of(rows.stream().map(Counted::drift).toList(), total, paging);
    }

    private static Drift drift(ResultSet row) throws SQLException {
        return new Drift(
                row.getLong("id"),
                row.getObject("found_at", OffsetDateTime.class),
                row.getObject("as_of", LocalDate.class),
                row.getString("kind"),
                row.getString("store"),
                row.getString("category"),
                row.getString("statistic"),
                row.getDouble("value"),
                row.getDouble("threshold"),
                row.getObject("since", LocalDate.class),
                List.of((Long[]) row.getArray("models").getArray()),
                row.getString("action"),
                row.getObject("run_id", Long.class),
                row.getString("detail"));
    }
}
