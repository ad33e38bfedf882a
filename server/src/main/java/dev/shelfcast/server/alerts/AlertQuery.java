package dev.shelfcast.server.alerts;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads alerts. */
@Component
class AlertQuery {

    private static final Set<String> SORTS = Set.of("severity", "raised_at", "last_seen_at");

    private final JdbcClient jdbc;

    AlertQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which alerts by where they stand: those that somebody has to do something about, what was, one status, all. */
    enum Standing {
        ACTIVE,
        HISTORY,
        OPEN,
        ACKNOWLEDGED,
        RESOLVED,
        ALL;

        String[] statuses() {
            return switch (this) {
                case ACTIVE -> new String[] {"OPEN", "ACKNOWLEDGED"};
                case HISTORY -> new String[] {"RESOLVED"};
                case ALL -> new String[] {"OPEN", "ACKNOWLEDGED", "RESOLVED"};
                default -> new String[] {name()};
            };
        }
    }

    /** What the list is narrowed to, null meaning any, and its order: a column, with a minus descending. */
    record Filter(
            Standing status,
            @Nullable Severity severity,
            @Nullable AlertKind kind,
            @Nullable StoreCode store,
            String sort) {

        Filter {
            if (!SORTS.contains(sort.replaceFirst("^-", ""))) {
                String rule = "one of %s, with a minus in front for descending"
                        .formatted(SORTS.stream().sorted().toList());
                throw new Invalid(
                        "SORT_INVALID",
                        "Alerts cannot be sorted by '%s': it takes %s.".formatted(sort, rule),
                        List.of(new FieldProblem("sort", rule, sort)));
            }
        }
    }

    Listing<Alert> list(Filter filter, StoreScope scope, Paging paging) {
        Map<String, @Nullable Object> narrowed = new HashMap<>();
        narrowed.put("scope", scope.codesOrNull());
        narrowed.put("statuses", filter.status().statuses());
        narrowed.put(
                "severity", filter.severity() == null ? null : filter.severity().name());
        narrowed.put("kind", filter.kind() == null ? null : filter.kind().name());
        narrowed.put("store", filter.store() == null ? null : filter.store().value());
        long total = jdbc.sql("""
                        select count(*)
                          from alerts.v_alert
                         where (cast(:scope as text[]) is null or store = any(cast(:scope as text[])))
                           and status = any(:statuses)
                           and (cast(:severity as text) is null or severity = :severity)
                           and (cast(:kind as text) is null or kind = :kind)
                           and (cast(:store as text) is null or store = :store)
                        """).params(narrowed).query(Long.class).single();
        List<Alert> page = jdbc.sql("""
                        select *
                          from alerts.v_alert
                         where (cast(:scope as text[]) is null or store = any(cast(:scope as text[])))
                           and status = any(:statuses)
                           and (cast(:severity as text) is null or severity = :severity)
                           and (cast(:kind as text) is null or kind = :kind)
                           and (cast(:store as text) is null or store = :store)
                         order by :direction * case :column when 'severity' then severity_rank
                                                            when 'raised_at' then extract(epoch from raised_at)
                                                            else extract(epoch from last_seen_at) end,
                                  last_seen_at desc, id desc
                         limit :limit offset :offset
                        """)
                .params(narrowed)
                .param("column", filter.sort().replaceFirst("^-", ""))
                .param("direction", filter.sort().startsWith("-") ? -1 : 1)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(Alert.class)
                .list();
        return Listing.of(page, total, paging);
    }

    List<Alert> listById(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select * from alerts.v_alert where id = any(:ids) order by severity_rank desc, id")
                .param("ids", ids.toArray(Long[]::new))
                .query(Alert.class)
                .list();
    }

    Alert get(long id) {
        return listById(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("ALERT_UNKNOWN", "There is no alert %d.".formatted(id)));
    }

    /** How many nobody has looked at, by severity, and how many are in hand. */
    record Summary(long open, long critical, long high, long medium, long low, long acknowledged) {}

    Summary summary(StoreScope scope) {
        return jdbc.sql("""
                        select count(*) filter (where status = 'OPEN') as open,
                               count(*) filter (where status = 'OPEN' and severity = 'CRITICAL') as critical,
                               count(*) filter (where status = 'OPEN' and severity = 'HIGH') as high,
                               count(*) filter (where status = 'OPEN' and severity = 'MEDIUM') as medium,
                               count(*) filter (where status = 'OPEN' and severity = 'LOW') as low,
                               count(*) filter (where status = 'ACKNOWLEDGED') as acknowledged
                          from alerts.v_alert
                         where status <> 'RESOLVED'
                           and (cast(:scope as text[]) is null or store = any(cast(:scope as text[])))
                        """)
                .param("scope", scope.codesOrNull())
                .query(Summary.class)
                .single();
    }
}
