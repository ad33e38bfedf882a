package dev.shelfcast.server.forecasting.accuracy;

import dev.shelfcast.server.identity.StoreScope;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Overridden days that are over, against what was then sold; days on which the shelf ran empty are left out. */
@Component
class ValueAddedQuery {

    static final Set<String> GROUPINGS = Set.of("planner", "reason", "store", "category", "kind", "override");

    private final JdbcClient jdbc;

    ValueAddedQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is absent does not narrow the comparison. */
    record Filter(
            LocalDate from,
            LocalDate to,
            @Nullable String store,
            @Nullable String category,
            @Nullable String sku,
            @Nullable String planner,
            @Nullable String reason) {}

    ValueAdded find(String by, Filter filter, StoreScope scope) {
        return ValueAdded.of(jdbc.sql("""
                        with compared as (
                            select case :by when 'planner' then o.created_by when 'reason' then o.reason
                                            when 'store' then s.code when 'category' then p.category_path
                                            when 'kind' then o.kind else cast(o.id as text) end as segment,
                                   v.store_id, v.product_id, v.naive, v.statistical, v.overridden,
                                   cast(coalesce(d.units, 0) as float8) as sold
                              from forecasting.overridden_day v
                              join forecasting.planner_override o on o.id = v.override_id
                              join stores.v_store s on s.id = v.store_id
                              join catalog.v_product p on p.id = v.product_id
                              left join demand.v_store_product_day d
                                   on d.store_id = v.store_id and d.product_id = v.product_id and d.day = v.day
                             where v.day between :from and :to
                               and not exists (select from demand.v_stock_out e
                                                where e.store_id = v.store_id and e.product_id = v.product_id
                                                  and e.day = v.day)
                               and (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                               and (cast(:store as text) is null or s.code = :store)
                               and (cast(:sku as text) is null or p.sku = :sku)
                               and (cast(:category as text) is null or p.category_path = :category
                                    or starts_with(p.category_path, :category || '/'))
                               and (cast(:planner as text) is null or o.created_by = :planner)
                               and (cast(:reason as text) is null or o.reason = :reason)
                        )
                        select grouping(segment) = 1 as all, segment, count(*) as days,
                               count(distinct (store_id, product_id)) as series,
                               coalesce(sum(sold), 0) as sold, coalesce(sum(abs(naive - sold)), 0) as naive_error,
                               coalesce(sum(abs(statistical - sold)), 0) as statistical_error,
                               coalesce(sum(abs(overridden - sold)), 0) as overridden_error,
                               coalesce(sum(naive), 0) as naive, coalesce(sum(statistical), 0) as statistical,
                               coalesce(sum(overridden), 0) as overridden
                          from compared
                         group by grouping sets ((), (segment))
                         order by days desc, segment
                         limit 500
                        """)
                .param("by", by)
                .param("from", filter.from())
                .param("to", filter.to())
                .param("scope", scope.codesOrNull())
                .param("store", filter.store())
                .param("sku", filter.sku())
                .param("category", filter.category())
                .param("planner", filter.planner())
                .param("reason", filter.reason())
                .query(ValueAdded.Sums.class)
                .list());
    }
}
