package dev.shelfcast.server.demand;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares the demand tables with the sums of all facts and writes only what differs: pages go on reading, and the
 * number of rows touched is the number of mistakes.
 */
@Component
class Truth {

    private final JdbcClient jdbc;
    private final DemandMonths months;
    private final FreshLines fresh;

    Truth(JdbcClient jdbc, DemandMonths months, FreshLines fresh) {
        this.jdbc = jdbc;
        this.months = months;
        this.fresh = fresh;
    }

    public record Days(LocalDate first, LocalDate last) {}

    long restore() {
        fresh.collect(new Projection.Stretch(new Snapshot(1, new long[0]), null));
        Days days = jdbc.sql("select min(day) as first, max(day) as last from fresh having min(day) is not null")
                .query(Days.class)
                .optional()
                .orElse(null);
        if (days != null) {
            months.ensure(days.first(), days.last());
        }
        return daily() + zoneHour() + zoneTotal() + productDay();
    }

    private long daily() {
        int gone = jdbc.sql("""
                        delete from demand.daily as d
                         where not exists (select from fresh as t
                                            where t.store_id = d.store_id and t.product_id = d.product_id
                                              and t.day = d.day)
                        """).update();
        return gone + jdbc.sql("""
                        merge into demand.daily as d
                        using (select * from fresh order by store_id, product_id, day) as t
                        on d.store_id = t.store_id and d.product_id = t.product_id and d.day = t.day
                        when matched and (d.units, d.revenue, d.cost, d.lines, d.returned_units, d.returned_revenue)
                              is distinct from
                              (t.units, t.revenue, t.cost, t.lines, t.returned_units, t.returned_revenue)
                        then update
                           set units = t.units, revenue = t.revenue, cost = t.cost, lines = t.lines,
                               returned_units = t.returned_units, returned_revenue = t.returned_revenue
                        when not matched then insert
                               (store_id, product_id, day, units, revenue, cost, lines, returned_units,
                                      returned_revenue)
                        values (t.store_id, t.product_id, t.day, t.units, t.revenue, t.cost, t.lines, t.returned_units,
                                t.returned_revenue)
                        """).update();
    }

    private long zoneHour() {
        int gone = jdbc.sql("""
                        delete from demand.zone_hour as z
                         where not exists (select from fresh_hour as t
                                            where t.product_id = z.product_id and t.hour = z.hour
                                              and t.store_id = z.store_id and t.pincode = z.pincode)
                        """).update();
        return gone + jdbc.sql("""
                        merge into demand.zone_hour as z
                        using (select * from fresh_hour order by product_id, hour, store_id, pincode) as t
                        on z.product_id = t.product_id and z.hour = t.hour and z.store_id = t.store_id
                           and z.pincode = t.pincode
                        when matched and (z.units, z.revenue, z.lines) is distinct from (t.units, t.revenue, t.lines)
                        then update set units = t.units, revenue = t.revenue, lines = t.lines
                        when not matched then insert (product_id, hour, store_id, pincode, units, revenue, lines)
                        values (t.product_id, t.hour, t.store_id, t.pincode, t.units, t.revenue, t.lines)
                        """).update();
    }

    private long zoneTotal() {
        int gone = jdbc.sql("""
                        delete from demand.zone_total as z
                         where not exists (select from fresh_total as t
                                            where t.day = z.day and t.hour = z.hour and t.store_id = z.store_id
                                              and t.pincode = z.pincode)
                        """).update();
        return gone + jdbc.sql("""
                        merge into demand.zone_total as z
                        using fresh_total as t
                        on z.day = t.day and z.hour = t.hour and z.store_id = t.store_id and z.pincode = t.pincode
                        when matched and (z.units, z.revenue, z.cost, z.lines, z.orders, z.returned_units,
                                          z.returned_revenue)
                              is distinct from (t.units, t.revenue, t.cost, t.lines, t.orders,
                                                t.returned_units, t.returned_revenue)
                        then update
                           set units = t.units, revenue = t.revenue, cost = t.cost, lines = t.lines,
                               orders = t.orders, returned_units = t.returned_units,
                               returned_revenue = t.returned_revenue
                        when not matched then insert
                               (day, hour, store_id, pincode, units, revenue, cost, lines, orders, returned_units,
                                returned_revenue)
                        values (t.day, t.hour, t.store_id, t.pincode, t.units, t.revenue, t.cost, t.lines, t.orders,
                                t.returned_units, t.returned_revenue)
                        """).update();
    }

    private long productDay() {
        jdbc.sql("""
                        create temp table true_product_day on commit drop as
                        select day, product_id, sum(units) as units, sum(revenue) as revenue, sum(cost) as cost,
                               sum(lines)::int as lines, sum(returned_units) as returned_units,
                               sum(returned_revenue) as returned_revenue
                          from fresh
                         group by day, product_id
                        """).update();
        int gone = jdbc.sql("""
                        delete from demand.product_day as p
                         where not exists (select from true_product_day as t
                                            where t.day = p.day and t.product_id = p.product_id)
                        """).update();
        return gone + jdbc.sql("""
                        merge into demand.product_day as p
                        using (select * from true_product_day order by day, product_id) as t
                        on p.day = t.day and p.product_id = t.product_id
                        when matched and (p.units, p.revenue, p.cost, p.lines, p.returned_units, p.returned_revenue)
                              is distinct from
                              (t.units, t.revenue, t.cost, t.lines, t.returned_units, t.returned_revenue)
                        then update
                           set units = t.units, revenue = t.revenue, cost = t.cost, lines = t.lines,
                               returned_units = t.returned_units, returned_revenue = t.returned_revenue
                        when not matched then insert
                               (day, product_id, units, revenue, cost, lines, returned_units, returned_revenue)
                        values (t.day, t.product_id, t.units, t.revenue, t.cost, t.lines, t.returned_units,
                                t.returned_revenue)
                        """).update();
    }
}
