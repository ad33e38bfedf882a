package dev.shelfcast.server.demand;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sums a stretch of sale lines into three tables of the transaction: by store, product and day; the detailed lines by
 * product, hour and zone; and all products by hour and zone, with the number of sales, each counted at its first line.
 */
@Component
class FreshLines {

    private final JdbcClient jdbc;

    FreshLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The numbers stand in the text, because PostgreSQL takes no parameters where a table is created. */
    void collect(Projection.Stretch stretch) {
        // Sorting and hashing of millions of groups in memory rather than on disk, in this transaction alone.
        jdbc.sql("set local work_mem = '128MB'").update();
        jdbc.sql("set local jit = off").update();
        String range = "(xact >= '%d' or xact = any ('%s'))"
                .formatted(stretch.after().end(), stretch.after().runningArray());
        if (stretch.below() != null) {
            range += " and xact < '%d'".formatted(stretch.below());
        }
        // Nearly as many groups as lines, each with five sums, are too much for a hash in memory: one after the other.
        // Files are loaded in the order of product and time, so the sort finds most of its work done.
        jdbc.sql("set local enable_hashagg = off").update();
        jdbc.sql("""
                        create temp table fresh on commit drop as
                        select store_id, product_id, day, sum(units) as units, sum(revenue) as revenue,
                               sum(cost) as cost, sum(lines)::int as lines,
                               coalesce(sum(returned_units) filter (where returned_units <> 0), 0) as returned_units,
                               coalesce(sum(returned_revenue) filter (where returned_units <> 0), 0)
                                   as returned_revenue
                          from demand.fact
                         where %s
                         group by product_id, day, store_id
                        """.formatted(range)).update();
        jdbc.sql("set local enable_hashagg = on").update();
        jdbc.sql("""
                        create temp table fresh_hour on commit drop as
                        select product_id, hour, store_id, pincode, sum(units) as units, sum(revenue) as revenue,
                               sum(lines)::int as lines
                          from demand.fact
                         where %s and detailed
                         group by product_id, hour, store_id, pincode
                        """.formatted(range)).update();
        totals(range);
        jdbc.sql("analyze fresh, fresh_hour").update();
    }

    private void totals(String range) {
        jdbc.sql("""
                        create temp table fresh_total on commit drop as
                        select day, hour, store_id, pincode, sum(units) as units, sum(revenue) as revenue,
                               sum(cost) as cost, sum(lines)::int as lines, sum(orders)::int as orders,
                               sum(returned_units) as returned_units, sum(returned_revenue) as returned_revenue
                          from (select day, hour, store_id, pincode, sum(units) as units, sum(revenue) as revenue,
                                       sum(cost) as cost, sum(lines) as lines, 0 as orders,
                                       sum(returned_units) as returned_units,
                                       sum(returned_revenue) as returned_revenue
                                  from demand.fact
                                 where %1$s
                                 group by day, hour, store_id, pincode
                                union all
                                select day, hour, store_id, pincode, 0, 0, 0, 0, sign, 0, 0
                                  from (select sale_id, min(day) as day, min(hour) as hour, min(store_id) as store_id,
                                               min(pincode collate "C") as pincode,
                                               case kind when 'SALE' then 1 when 'VOID' then -1 else 0 end as sign
                                          from demand.fact
                                         where %1$s
                                         group by sale_id, kind) as sale) as both_kinds
                         group by day, hour, store_id, pincode
                        """.formatted(range)).update();
    }
}
