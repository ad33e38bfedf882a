package dev.shelfcast.server.orders.purchases;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Sku;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long suppliers took, learned from the orders sent in the last year and their deliveries. */
@Component
class LeadTimes {

    private final JdbcClient jdbc;
    private final CurrentUser user;

    LeadTimes(JdbcClient jdbc, CurrentUser user) {
        this.jdbc = jdbc;
        this.user = user;
    }

    /** Days from sending to receipt; the spread is a standard deviation, absent below two orders. */
    record LeadTime(
            @Nullable Sku sku,
            @Nullable String productName,
            long orders,
            BigDecimal meanDays,
            @Nullable BigDecimal sdDays,
            BigDecimal statedDays) {

        LeadTime {
            meanDays = Decimals.plain(meanDays);
            sdDays = sdDays == null ? null : Decimals.plain(sdDays);
            statedDays = Decimals.plain(statedDays);
        }
    }

    /** The supplier as a whole first (no SKU), then each product; of the stores that the user sees. */
    List<LeadTime> of(String supplier) {
        return jdbc.sql("""
                        with seen as (
                            select t.supplier_id, t.product_id, t.purchase_order_id, t.days
                              from orders.v_lead_time t
                              join orders.purchase_order po on po.id = t.purchase_order_id
                              join stores.v_store s on s.id = po.store_id
                              join catalog.v_supplier v on v.id = t.supplier_id
                             where v.code = :supplier and t.sent_at > now() - interval '1 year'
                               and (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                        )
                        select cast(null as text) as sku, cast(null as text) as product_name,
                               count(distinct purchase_order_id) as orders, round(avg(days), 2) as mean_days,
                               round(stddev_samp(days), 2) as sd_days,
                               (select lead_time_days from catalog.v_supplier where code = :supplier) as stated_days,
                               0 as place
                          from seen
                        having count(*) > 0
                         union all
                        select p.sku, p.name, count(*), round(avg(n.days), 2), round(stddev_samp(n.days), 2),
                               coalesce(min(t.lead_time_days), min(v.lead_time_days)), 1
                          from seen n
                          join catalog.v_product p on p.id = n.product_id
                          join catalog.v_supplier v on v.id = n.supplier_id
                          left join catalog.v_supplier_terms t
                               on t.product_id = n.product_id and t.supplier_id = n.supplier_id
                         group by p.sku, p.name
                         order by place, orders desc, sku
                         limit 500
                        """)
                .param("supplier", supplier)
                .param("scope", user.scope().codesOrNull())
                .query(LeadTime.class)
                .list();
    }
}
