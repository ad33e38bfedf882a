package dev.shelfcast.server.demand;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds a handful of sale lines to the demand tables: the way of a till's sale to the open page. */
@Component
class FewLines {

    /** Rows are taken in key order, as everywhere. */
    private static final String ADD = """
                with fresh as materialized (
                    select *
                      from demand.fact
                     where xact >= cast(:end as xid8)
                    union all
                    select *
                      from demand.fact
                     where xact = any(cast(:running as xid8[]))
                ), daily as (
                    insert into demand.daily as d (store_id, product_id, day, units, revenue, cost, lines,
                                                   returned_units, returned_revenue)
                    select store_id, product_id, day, sum(units), sum(revenue), sum(cost), sum(lines),
                           sum(returned_units), sum(returned_revenue)
                      from fresh
                     group by store_id, product_id, day
                     order by store_id, product_id, day
                    on conflict (store_id, product_id, day) do update
                       set units = d.units + excluded.units, revenue = d.revenue + excluded.revenue,
                           cost = d.cost + excluded.cost, lines = d.lines + excluded.lines,
                           returned_units = d.returned_units + excluded.returned_units,
                           returned_revenue = d.returned_revenue + excluded.returned_revenue
                ), zone_hour as (
                    insert into demand.zone_hour as z (product_id, hour, store_id, pincode, units, revenue, lines)
                    select product_id, hour, store_id, pincode, sum(units), sum(revenue), sum(lines)
                      from fresh
                     where detailed
                     group by product_id, hour, store_id, pincode
                     order by product_id, hour, store_id, pincode
                    on conflict (product_id, hour, store_id, pincode) do update
                       set units = z.units + excluded.units, revenue = z.revenue + excluded.revenue,
                           lines = z.lines + excluded.lines
                ), sale as (
                    select sale_id, kind, min(day) as day, min(hour) as hour, min(store_id) as store_id,
                           min(pincode collate "C") as pincode,
                           case kind when 'SALE' then 1 when 'VOID' then -1 else 0 end as sign
                      from fresh
                     group by sale_id, kind
                ), ordered as (
                    select day, hour, store_id, pincode, 0 as units, 0 as revenue, 0 as cost, 0 as lines,
                           sign as orders, 0 as returned_units, 0 as returned_revenue
                      from sale
                    union all
                    select day, hour, store_id, pincode, units, revenue, cost, lines,
                           0, returned_units, returned_revenue
                      from fresh
                ), zone_total as (
                    insert into demand.zone_total as t (day, hour, store_id, pincode, units, revenue, cost, lines,
                                                        orders, returned_units, returned_revenue)
                    select day, hour, store_id, pincode, sum(units), sum(revenue), sum(cost), sum(lines),
                           sum(orders), sum(returned_units), sum(returned_revenue)
                      from ordered
                     group by day, hour, store_id, pincode
                     order by day, hour, store_id, pincode
                    on conflict (day, hour, store_id, pincode) do update
                       set units = t.units + excluded.units, revenue = t.revenue + excluded.revenue,
                           cost = t.cost + excluded.cost, lines = t.lines + excluded.lines,
                           orders = t.orders + excluded.orders,
                           returned_units = t.returned_units + excluded.returned_units,
                           returned_revenue = t.returned_revenue + excluded.returned_revenue
                ), product_day as (
                    insert into demand.product_day as p (day, product_id, units, revenue, cost, lines,
                                                         returned_units, returned_revenue)
                    select day, product_id, sum(units), sum(revenue), sum(cost), sum(lines),
                           sum(returned_units), sum(returned_revenue)
                      from fresh
                     group by day, product_id
                     order by day, product_id
                    on conflict (day, product_id) do update
                       set units = p.units + excluded.units, revenue = p.revenue + excluded.revenue,
                           cost = p.cost + excluded.cost, lines = p.lines + excluded.lines,
                           returned_units = p.returned_units + excluded.returned_units,
                           returned_revenue = p.returned_revenue + excluded.returned_revenue
                )
                select store_id, product_id, pincode, day, sum(units) as units, sum(revenue) as revenue,
                       sum(lines) as lines
                  from fresh
                 group by store_id, product_id, pincode, day
                """;

    private final JdbcClient jdbc;
    private final DemandMonths months;

    FewLines(JdbcClient jdbc, DemandMonths months) {
        this.jdbc = jdbc;
        this.months = months;
    }

    private record Line(
            long storeId,
            long productId,
            String pincode,
            LocalDate day,
            BigDecimal units,
            BigDecimal revenue,
            int lines) {}

    /** Adds the stretch and says what it was. */
    DemandChanged add(Projection.Stretch stretch) {
        // There are few by the index on the transaction, whatever the statistics say of lines that are newer than they.
        jdbc.sql("set local enable_seqscan = off").update();
        ensureMonths(stretch);
        List<Line> lines = jdbc.sql(ADD)
                .params(stretch.after().parameters())
                .query(Line.class)
                .list();
        return changed(lines);
    }

    private record Days(LocalDate first, LocalDate last) {}

    private void ensureMonths(Projection.Stretch stretch) {
        Days days = jdbc.sql("""
                        select min(business_day) as first, max(business_day) as last
                          from (select business_day
                                  from orders.v_sale_line
                                 where xact >= cast(:end as xid8)
                                union all
                                select business_day
                                  from orders.v_sale_line
                                 where xact = any(cast(:running as xid8[]))) as fresh
                        """)
                .params(stretch.after().parameters())
                .query(Days.class)
                .single();
        months.ensure(days.first(), days.last());
    }

    private static DemandChanged changed(List<Line> lines) {
        record Place(long storeId, String pincode, LocalDate day) {}
        Set<DemandKey> keys = new HashSet<>();
        Set<String> pincodes = new HashSet<>();
        Map<Place, DemandChanged.ZoneChange> zones = new HashMap<>();
        for (Line line : lines) {
            keys.add(new DemandKey(line.storeId(), line.productId()));
            pincodes.add(line.pincode());
            zones.merge(
                    new Place(line.storeId(), line.pincode(), line.day()),
                    new DemandChanged.ZoneChange(
                            line.storeId(), line.pincode(), line.day(), line.units(), line.revenue(), line.lines()),
                    DemandChanged.ZoneChange::plus);
        }
        return new DemandChanged(keys, pincodes, List.copyOf(zones.values()), false);
    }
}
