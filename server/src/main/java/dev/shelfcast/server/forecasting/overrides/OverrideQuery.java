package dev.shelfcast.server.forecasting.overrides;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads overrides. */
@Component
class OverrideQuery {

    static final Set<String> SORTS = Set.of("created_at", "from", "to", "units");

    private final JdbcClient jdbc;

    OverrideQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is absent does not narrow the list; store and sku find all that covers them, also wider ones. */
    record Filter(
            @Nullable Long id,
            @Nullable String store,
            @Nullable String sku,
            @Nullable String category,
            @Nullable String status,
            @Nullable String reason,
            @Nullable String planner) {

        static Filter one(long id) {
            return new Filter(id, null, null, null, null, null, null);
        }
    }

    /** Whose stores are looked at, on which day, and in what order. */
    record View(StoreScope scope, LocalDate lastDay, String sort) {}

    OverrideRow get(long id, LocalDate lastDay) {
        View all = new View(StoreScope.everything(), lastDay, "-created_at");
        return list(Filter.one(id), all, Paging.first()).data().stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("OVERRIDE_UNKNOWN", "There is no override %d.".formatted(id)));
    }

    Listing<OverrideRow> list(Filter filter, View view, Paging paging) {
        record Counted(OverrideRow row, long total) {}
        List<Counted> rows = jdbc.sql("""
                        with wanted as (
                            select o.*, s.code as store, p.sku, p.name as product_name,
                                   case when o.withdrawn_at is not null then 'WITHDRAWN'
                                        when o.to_day <= :last then 'OVER' else 'ACTIVE' end as status,
                                   coalesce((select sum(d.overridden - d.statistical)
                                               from forecasting.overridden_day d
                                              where d.override_id = o.id), 0) as units
                              from forecasting.planner_override o
                              left join stores.v_store s on s.id = o.store_id
                              left join catalog.v_product p on p.id = o.product_id
                             where (cast(:id as bigint) is null or o.id = :id)
                               and (cast(:scope as text[]) is null or s.code is null
                                    or s.code = any(cast(:scope as text[])))
                               and (cast(:store as text) is null or s.code is null or s.code = :store)
                               and (cast(:category as text) is null or o.category = :category)
                               and (cast(:sku as text) is null or p.sku = :sku
                                    or exists (select from catalog.v_product c
                                                where c.sku = :sku and (c.category_path = o.category
                                                      or starts_with(c.category_path, o.category || '/'))))
                               and (cast(:reason as text) is null or o.reason = :reason)
                               and (cast(:planner as text) is null or o.created_by = :planner)
                        )
                        select w.*, count(*) over () as total,
                               case when w.status = 'ACTIVE'
                                    then (select count(*) from forecasting.adjusted a where w.id = any(a.overrides))
                                    else 0 end as in_force
                          from wanted w
                         where cast(:status as text) is null or w.status = :status
                         order by case :sort when 'units' then w.units
                                             when 'from' then cast(w.from_day - date '2000-01-01' as float8)
                                             when 'to' then cast(w.to_day - date '2000-01-01' as float8)
                                             when 'created_at' then cast(w.id as float8) end asc nulls last,
                                  case :sort when '-units' then w.units
                                             when '-from' then cast(w.from_day - date '2000-01-01' as float8)
                                             when '-to' then cast(w.to_day - date '2000-01-01' as float8) end
                                  desc nulls last, w.id desc
                         limit :limit offset :offset
                        """)
                .param("last", view.lastDay())
                .param("scope", view.scope().codesOrNull())
                .param("sort", view.sort())
                .param("id", filter.id())
                .param("store", filter.store())
                .param("sku", filter.sku())
                .param("category", filter.category())
                .param("status", filter.status())
                .param("reason", filter.reason())
                .param("planner", filter.planner())
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query((row, n) -> new Counted(row(row), row.getLong("total")))
                .list();
        long total = rows.isEmpty() ? 0 : rows.get(0).total();
        return Listing.of(rows.stream().map(Counted::row).toList(), total, paging);
    }

    /** Active ones that share days and goods with it and were said before: it goes before them. */
    List<Long> listHidden(PlannerOverride by) {
        return jdbc.sql("""
                        select o.id
                          from forecasting.planner_override o
                          left join catalog.v_product p on p.id = o.product_id
                          left join catalog.v_product q on q.id = :productId
                         where o.withdrawn_at is null and o.id < :id
                           and o.from_day <= :toDay and o.to_day >= :fromDay
                           and (o.store_id is null or cast(:storeId as bigint) is null or o.store_id = :storeId)
                           and (o.product_id = :productId
                                or starts_with(coalesce(p.category_path, o.category) || '/', :category || '/')
                                or starts_with(coalesce(q.category_path, :category) || '/', o.category || '/'))
                         order by o.id
                        """).paramSource(by).query(Long.class).list();
    }

    private static OverrideRow row(ResultSet row) throws SQLException {
        String store = row.getString("store");
        String sku = row.getString("sku");
        return new OverrideRow(
                row.getLong("id"),
                store == null ? null : StoreCode.of(store),
                sku == null ? null : Sku.of(sku),
                row.getString("product_name"),
                row.getString("category"),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class),
                PlannerOverride.Kind.valueOf(row.getString("kind")),
                Decimals.plain(row.getBigDecimal("value")),
                PlannerOverride.Reason.valueOf(row.getString("reason")),
                row.getString("note"),
                row.getString("status"),
                row.getInt("series"),
                row.getInt("in_force"),
                BigDecimal.valueOf(row.getDouble("units")).setScale(1, RoundingMode.HALF_UP),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class),
                row.getString("withdrawn_by"),
                row.getObject("withdrawn_at", OffsetDateTime.class));
    }
}
