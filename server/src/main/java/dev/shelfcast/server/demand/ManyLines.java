package dev.shelfcast.server.demand;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds sale lines by the million: summed once, then merged into each table in the order of its key. */
@Component
class ManyLines {

    /**
     * A backlog is taken in chunks of about so many lines, so that a stop loses little. One transaction stays
     * whole.
     */
    private static final long CHUNK_LINES = 5_000_000;

    private final JdbcClient jdbc;
    private final DemandMonths months;
    private final FreshLines fresh;

    ManyLines(JdbcClient jdbc, DemandMonths months, FreshLines fresh) {
        this.jdbc = jdbc;
        this.months = months;
        this.fresh = fresh;
    }

    private record Written(String xact, long lines, LocalDate first, LocalDate last) {}

    /** The transactions with which to begin, and the partitions for their days. */
    Projection.Stretch firstChunk(Projection.Stretch all) {
        List<Written> transactions = jdbc.sql("""
                        select xact::text as xact, lines, first, last
                          from (select xact, count(*) as lines, min(business_day) as first, max(business_day) as last
                                  from orders.v_sale_line
                                 where xact >= cast(:end as xid8) or xact = any(cast(:running as xid8[]))
                                 group by xact) as written
                         order by written.xact
                        """)
                .param("end", String.valueOf(all.after().end()))
                .param("running", all.after().runningArray())
                .query(Written.class)
                .list();
        long lines = 0;
        for (Written written : transactions) {
            if (lines > 0 && lines + written.lines() > CHUNK_LINES) {
                return new Projection.Stretch(all.after(), Long.parseLong(written.xact()));
            }
            lines += written.lines();
            months.ensure(written.first(), written.last());
        }
        return all;
    }

    DemandChanged add(Projection.Stretch stretch) {
        fresh.collect(stretch);
        addToDaily();
        addToZoneHour();
        addToZoneTotal();
        addToProductDay();
        return DemandChanged.inBulk();
    }

    /** The bounds keep the join away from the months that the lines don't touch. */
    private void addToDaily() {
        jdbc.sql("""
                        merge into demand.daily as d
                        using (select * from fresh order by store_id, product_id, day) as f
                        on d.store_id = f.store_id and d.product_id = f.product_id and d.day = f.day
                           and d.day between :first and :last
                        when matched then update
                           set units = d.units + f.units, revenue = d.revenue + f.revenue, cost = d.cost + f.cost,
                               lines = d.lines + f.lines, returned_units = d.returned_units + f.returned_units,
                               returned_revenue = d.returned_revenue + f.returned_revenue
                        when not matched then insert
                               (store_id, product_id, day, units, revenue, cost, lines, returned_units,
                                      returned_revenue)
                        values (f.store_id, f.product_id, f.day, f.units, f.revenue, f.cost, f.lines, f.returned_units,
                                f.returned_revenue)
                        """).paramSource(days()).update();
    }

    public record Days(LocalDate first, LocalDate last) {}

    private Days days() {
        return jdbc.sql("select min(day) as first, max(day) as last from fresh")
                .query(Days.class)
                .single();
    }

    private void addToZoneHour() {
        jdbc.sql("""
                        merge into demand.zone_hour as z
                        using (select * from fresh_hour order by product_id, hour, store_id, pincode) as f
                        on z.product_id = f.product_id and z.hour = f.hour and z.store_id = f.store_id
                           and z.pincode = f.pincode and z.hour >= cast(:first as date) - 2
                           and z.hour < cast(:last as date) + 2
                        when matched then update
                           set units = z.units + f.units, revenue = z.revenue + f.revenue, lines = z.lines + f.lines
                        when not matched then insert (product_id, hour, store_id, pincode, units, revenue, lines)
                        values (f.product_id, f.hour, f.store_id, f.pincode, f.units, f.revenue, f.lines)
                        """).paramSource(days()).update();
    }

    private void addToZoneTotal() {
        jdbc.sql("""
                        merge into demand.zone_total as t
                        using (select * from fresh_total order by day, hour, store_id, pincode) as f
                        on t.day = f.day and t.hour = f.hour and t.store_id = f.store_id and t.pincode = f.pincode
                        when matched then update
                           set units = t.units + f.units, revenue = t.revenue + f.revenue, cost = t.cost + f.cost,
                               lines = t.lines + f.lines, orders = t.orders + f.orders,
                               returned_units = t.returned_units + f.returned_units,
                               returned_revenue = t.returned_revenue + f.returned_revenue
                        when not matched then insert
                               (day, hour, store_id, pincode, units, revenue, cost, lines, orders, returned_units,
                                returned_revenue)
                        values (f.day, f.hour, f.store_id, f.pincode, f.units, f.revenue, f.cost, f.lines, f.orders,
                                f.returned_units, f.returned_revenue)
                        """).update();
    }

    private void addToProductDay() {
        jdbc.sql("""
                        merge into demand.product_day as p
                        using (select day, product_id, sum(units) as units, sum(revenue) as revenue, sum(cost) as cost,
                                      sum(lines) as lines, sum(returned_units) as returned_units,
                                      sum(returned_revenue) as returned_revenue
                                 from fresh
                                group by day, product_id
                                order by day, product_id) as f
                        on p.day = f.day and p.product_id = f.product_id and p.day between :first and :last
                        when matched then update
                           set units = p.units + f.units, revenue = p.revenue + f.revenue, cost = p.cost + f.cost,
                               lines = p.lines + f.lines, returned_units = p.returned_units + f.returned_units,
                               returned_revenue = p.returned_revenue + f.returned_revenue
                        when not matched then insert
                               (day, product_id, units, revenue, cost, lines, returned_units, returned_revenue)
                        values (f.day, f.product_id, f.units, f.revenue, f.cost, f.lines, f.returned_units,
                                f.returned_revenue)
                        """).paramSource(days()).update();
    }
}
