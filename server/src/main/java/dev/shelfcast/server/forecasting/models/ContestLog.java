package dev.shelfcast.server.forecasting.models;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down each contest, and remembers who has won before. */
@Component
public class ContestLog {

    /** Two wins count as two when most of their held-back days differ. */
    private static final int DAYS_APART = 7;

    private final JdbcClient jdbc;
    private final Clock clock;

    ContestLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Who stood against whom, where; null for the automatic method where it is not registered for the scope. */
    public record Pairing(
            ModelScope scope,
            @Nullable Long championId,
            String championMethod,
            @Nullable Long challengerId,
            String challengerMethod) {}

    /** Whether the last contest of these methods in this scope, on other days, was won by the challenger too. */
    public boolean hasWonBefore(Pairing pairing, LocalDate asOf) {
        return jdbc.sql("""
                        select better
                          from forecasting.contest
                         where champion_method = :champion and challenger_method = :challenger
                           and (store, category, sku) is not distinct from
                               (cast(:store as text), cast(:category as text), cast(:sku as text))
                           and as_of <= :before
                         order by id desc
                         limit 1
                        """)
                .param("champion", pairing.championMethod())
                .param("challenger", pairing.challengerMethod())
                .param("store", pairing.scope().store())
                .param("category", pairing.scope().category())
                .param("sku", pairing.scope().sku())
                .param("before", asOf.minusDays(DAYS_APART))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    public void record(Pairing pairing, LocalDate asOf, Verdict verdict, boolean promoted, String reason) {
        jdbc.sql("""
                        insert into forecasting.contest
                               (held_at, as_of, store, category, sku, champion_id, champion_method, challenger_id,
                                challenger_method, series, champion_rmsse, challenger_rmsse, champion_pinball,
                                challenger_pinball, t_statistic, better, action, reason)
                        values (:now, :asOf, :store, :category, :sku, :championId, :championMethod, :challengerId,
                                :challengerMethod, :series, :championRmsse, :challengerRmsse, :championPinball,
                                :challengerPinball, :t, :better, :action, :reason)
                        """)
                .param("now", OffsetDateTime.now(clock))
                .param("asOf", asOf)
                .param("store", pairing.scope().store())
                .param("category", pairing.scope().category())
                .param("sku", pairing.scope().sku())
                .param("championId", pairing.championId())
                .param("championMethod", pairing.championMethod())
                .param("challengerId", pairing.challengerId())
                .param("challengerMethod", pairing.challengerMethod())
                .param("series", verdict.series())
                .param("championRmsse", verdict.championRmsse())
                .param("challengerRmsse", verdict.challengerRmsse())
                .param("championPinball", verdict.championPinball())
                .param("challengerPinball", verdict.challengerPinball())
                .param("t", verdict.tStatistic())
                .param("better", verdict.better())
                .param("action", promoted ? "PROMOTED" : "KEPT")
                .param("reason", reason)
                .update();
    }

    /** A contest that was held. */
    public record Contest(
            long id,
            OffsetDateTime heldAt,
            LocalDate asOf,
            @Nullable String store,
            @Nullable String category,
            @Nullable String sku,
            @Nullable Long championId,
            String championMethod,
            @Nullable Long challengerId,
            String challengerMethod,
            int series,
            double championRmsse,
            double challengerRmsse,
            double championPinball,
            double challengerPinball,
            double tStatistic,
            boolean better,
            String action,
            String reason) {}

    Listing<Contest> list(StoreScope scope, Paging paging) {
        List<Contest> rows = jdbc.sql("""
                        select *
                          from forecasting.contest
                         where cast(:scope as text[]) is null or store is null
                               or store = any(cast(:scope as text[]))
                         order by id desc
                         limit :limit offset :offset
                        """)
                .param("scope", scope.codesOrNull())
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(Contest.class)
                .list();
        long total = jdbc.sql("""
                        select count(*)
                          from forecasting.contest
                         where cast(:scope as text[]) is null or store is null
                               or store = any(cast(:scope as text[]))
                        """)
                .param("scope", scope.codesOrNull())
                .query(Long.class)
                .single();
        return Listing.of(rows, total, paging);
    }
}
