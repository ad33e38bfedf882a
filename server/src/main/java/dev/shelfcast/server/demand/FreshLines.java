package dev.shelfcast.server.demand;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sums a stretch of sale lines into two tables of the transaction: {@code fresh} by store, product, zone and hour, and
 * {@code fresh_order} with the number of sales, each counted at its first line.
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
        jdbc.sql("""
                        create temp table fresh on commit drop as
                        select store_id, product_id, day, hour, pincode, sum(units) as units, sum(revenue) as revenue,
                               sum(cost) as cost, sum(lines) as lines, sum(returned_units) as returned_units,
                               sum(returned_revenue) as returned_revenue
                          from demand.fact
                         where %s
                         group by store_id, product_id, day, hour, pincode
                        """.formatted(range)).update();
        jdbc.sql("""
                        create temp table fresh_order on commit drop as
                        select day, hour, store_id, pincode, sum(sign) as orders
                          from (select sale_id, min(day) as day, min(hour) as hour, min(store_id) as store_id,
                                       min(pincode collate "C") as pincode,
                                       case kind when 'SALE' then 1 when 'VOID' then -1 else 0 end as sign
                                  from demand.fact
                                 where %s
                                 group by sale_id, kind) as sale
                         group by day, hour, store_id, pincode
                        """.formatted(range)).update();
        jdbc.sql("analyze fresh").update();
    }
}
