package dev.shelfcast.server.inventory.counts;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Lists;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.shared.Versioned;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts as people look at them. */
@Component
class CountList {

    record Filter(@Nullable StoreCode store, @Nullable CountStatus status, StoreScope scope) {}

    /**
     * A count and what it found: {@code accuracy} is the share of counted lines that agreed with the books, {@code
     * shrink} what was missing at cost and {@code surplus} what was too much.
     */
    record Summary(
            String id,
            StoreCode store,
            String name,
            CountStatus status,
            boolean blind,
            OffsetDateTime createdAt,
            String createdBy,
            @Nullable OffsetDateTime closedAt,
            int lines,
            int counted,
            int different,
            @Nullable BigDecimal accuracy,
            BigDecimal shrink,
            BigDecimal surplus,
            int version)
            implements Versioned {

        Summary {
            shrink = Decimals.plain(shrink);
            surplus = Decimals.plain(surplus);
        }

        /** While a blind count is open, its counters must not see what it finds. */
        Summary blinded() {
            return new Summary(
                    id,
                    store,
                    name,
                    status,
                    true,
                    createdAt,
                    createdBy,
                    closedAt,
                    lines,
                    counted,
                    0,
                    null,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    version);
        }

        boolean hidden() {
            return blind && status == CountStatus.OPEN;
        }
    }

    record Line(
            int line,
            Sku sku,
            String productName,
            @Nullable String barcode,
            @Nullable String lot,
            @Nullable LocalDate expiry,
            @Nullable BigDecimal expected,
            @Nullable BigDecimal counted,
            @Nullable BigDecimal variance,
            @Nullable BigDecimal varianceValue,
            @Nullable OffsetDateTime countedAt,
            @Nullable String countedBy,
            boolean recount,
            @Nullable String reason) {

        Line {
            expected = plain(expected);
            counted = plain(counted);
            variance = plain(variance);
            varianceValue = plain(varianceValue);
        }

        private static @Nullable BigDecimal plain(@Nullable BigDecimal value) {
            return value == null ? null : Decimals.plain(value);
        }
    }

    /** Which lines of a count: all, those still to be counted, or those that differ. */
    enum Show {
        ALL,
        OPEN,
        DIFFERENT
    }

    private final Lists jdbc;

    CountList(Lists jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    Listing<Summary> list(Filter filter, Paging paging) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("scope", filter.scope().codesOrNull());
        parameters.put("store", filter.store() == null ? null : filter.store().value());
        parameters.put(
                "status", filter.status() == null ? null : filter.status().name());
        parameters.put("limit", paging.limit());
        parameters.put("offset", paging.offset());
        parameters.put("count_to", paging.countTo());
        long counted = jdbc.sql("""
                        select count(*)
                          from (select
                                  from inventory.stock_count c
                                  join stores.v_store s on s.id = c.store_id
                                 where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                                   and (cast(:store as text) is null or s.code = :store)
                                   and (cast(:status as text) is null or c.status = :status)
                                 limit :count_to) as counted
                        """).params(parameters).query(Long.class).single();
        List<Long> ids = jdbc.sql("""
                        select c.id
                          from inventory.stock_count c
                          join stores.v_store s on s.id = c.store_id
                         where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                           and (cast(:store as text) is null or s.code = :store)
                           and (cast(:status as text) is null or c.status = :status)
                         order by c.created_at desc, c.id desc
                         limit :limit offset :offset
                        """).params(parameters).query(Long.class).list();
        return Listing.counted(summaries(ids), counted, paging);
    }

    Summary get(long id) {
        return summaries(List.of(id)).stream().findFirst().orElseThrow(() -> CountRows.unknown("C-" + id));
    }

    private List<Summary> summaries(List<Long> ids) {
        return jdbc.sql("""
                        select c.number as id, s.code as store, c.name, c.status, c.blind, c.created_at, c.created_by,
                               c.closed_at, c.version, l.lines, l.counted, l.different,
                               round(1 - l.different::numeric / nullif(l.counted, 0), 4) as accuracy,
                               coalesce(l.shrink, 0) as shrink, coalesce(l.surplus, 0) as surplus
                          from unnest(:ids) with ordinality as page (id, place)
                          join inventory.stock_count c on c.id = page.id
                          join stores.v_store s on s.id = c.store_id
                         cross join lateral (
                               select count(*) as lines, count(n.counted) as counted,
                                      count(*) filter (where n.counted <> n.expected) as different,
                                      sum(greatest(n.expected - n.counted, 0) * p.unit_cost) as shrink,
                                      sum(greatest(n.counted - n.expected, 0) * p.unit_cost) as surplus
                                 from inventory.count_line n
                                 join catalog.v_product p on p.id = n.product_id
                                where n.count_id = c.id) as l
                         order by page.place
                        """).param("ids", ids.toArray(Long[]::new)).query(Summary.class).list().stream()
                .map(summary -> summary.hidden() ? summary.blinded() : summary)
                .toList();
    }

    /** In the order of the shelf: by SKU, then by lot. */
    Listing<Line> lines(Summary count, long id, Show show, Paging paging) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("id", id);
        parameters.put("hidden", count.hidden());
        parameters.put("open", show == Show.OPEN);
        parameters.put("different", show == Show.DIFFERENT && !count.hidden());
        long total = jdbc.sql("""
                        select count(*)
                          from inventory.count_line n
                         where n.count_id = :id and (not :open or n.counted is null or n.recount)
                           and (not :different or n.counted <> n.expected)
                        """).params(parameters).query(Long.class).single();
        List<Line> lines = jdbc.sql("""
                        select n.line, p.sku, p.name as product_name, p.barcode, nullif(n.lot, '') as lot, n.expiry,
                               case when not :hidden then n.expected end as expected, n.counted,
                               case when not :hidden then n.counted - n.expected end as variance,
                               case when not :hidden then (n.counted - n.expected) * p.unit_cost end as variance_value,
                               n.counted_at, n.counted_by, n.recount, n.reason
                          from inventory.count_line n
                          join catalog.v_product p on p.id = n.product_id
                         where n.count_id = :id and (not :open or n.counted is null or n.recount)
                           and (not :different or n.counted <> n.expected)
                         order by p.sku, n.lot
                         limit :limit offset :offset
                        """)
                .params(parameters)
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query(Line.class)
                .list();
        return Listing.of(lines, total, paging);
    }
}
