package dev.shelfcast.server.forecasting.accuracy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Compares published forecasts with what was then sold, day by day, and keeps the sums. */
@Component
class Scores {

    /** Late sales change what a day has sold: days are compared again for a week. */
    private static final int COMPARED_AGAIN_DAYS = 7;

    /** About 5,000 rows a day for a chain of 24 stores and 5,600 series: 270 MB. */
    static final int KEPT_DAYS = 200;
    /** The weeks whose changes from one to the next say how hard a series is to forecast. */
    private static final int SCALE_DAYS = 84;

    private final JdbcClient jdbc;

    Scores(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Known(
            @Nullable LocalDate firstSaid, @Nullable LocalDate lastScored) {}

    /** The first day that is to be compared, or null where nothing was said of any day up to {@code last}. */
    @Nullable
    LocalDate firstOpen(LocalDate last) {
        Known known = jdbc.sql("""
                        select (select min(as_of) + 1 from forecasting.published) as first_said,
                               (select max(day) from forecasting.score) as last_scored
                        """).query(Known.class).single();
        LocalDate first = known.firstSaid();
        if (first == null || first.isAfter(last)) {
            return null;
        }
        LocalDate again = last.minusDays(COMPARED_AGAIN_DAYS - 1L);
        LocalDate scored = known.lastScored();
        LocalDate next = scored == null ? first : scored.plusDays(1).isBefore(again) ? scored.plusDays(1) : again;
        return next.isBefore(first) ? first : next;
    }

    void forget(LocalDate last) {
        jdbc.sql("delete from forecasting.score where day < :day")
                .param("day", last.minusDays(KEPT_DAYS))
                .update();
    }

    /** Compares one day; what was compared before is replaced. */
    @Transactional
    void compare(LocalDate day) {
        jdbc.sql("delete from forecasting.score where day = :day")
                .param("day", day)
                .update();
        jdbc.sql("""
                        create temp table said on commit drop as
                        select f.store_id, f.product_id, split_part(f.model, '(', 1) as model,
                               coalesce(f.demand_class, 'UNKNOWN') as demand_class, a.ahead, f.mean[a.ahead] as said,
                               f.bounds[3 * a.ahead - 2] as low, f.bounds[3 * a.ahead - 1] as mid,
                               f.bounds[3 * a.ahead] as high
                          from forecasting.published f
                         cross join lateral (select cast(:day as date) - f.as_of as ahead) a
                         where f.as_of between cast(:day as date) - 30 and cast(:day as date) - 1
                           and cardinality(f.mean) >= a.ahead
                           and not exists (select from forecasting.published l
                                            where l.as_of = f.as_of and l.store_id = f.store_id
                                              and l.product_id = f.product_id and l.run_id > f.run_id)
                           and not exists (select from demand.v_stock_out o
                                            where o.store_id = f.store_id and o.product_id = f.product_id
                                              and o.day = :day)
                        """).param("day", day).update();
        jdbc.sql("""
                        create temp table sold on commit drop as
                        select store_id, product_id, day, cast(units as float8) as units
                          from demand.v_store_product_day
                         where day between cast(:day as date) - :scaleDays and :day
                        """).param("day", day).param("scaleDays", SCALE_DAYS).update();
        // Without figures about them the planner takes temporary tables for small, and loops.
        jdbc.sql("analyze said").update();
        jdbc.sql("analyze sold").update();
        addUp(day);
    }

    private void addUp(LocalDate day) {
        jdbc.sql("""
                        insert into forecasting.score
                        with scale as materialized (
                            select store_id, product_id,
                                   sum(abs(coalesce(a.units, 0) - coalesce(b.units, 0))) / (:scaleDays - 7) as error,
                                   sum((coalesce(a.units, 0) - coalesce(b.units, 0)) ^ 2) / (:scaleDays - 7) as squared
                              from (select * from sold where day < :day and day >= cast(:day as date) - :scaleDays + 7)
                                   a
                              full join (select store_id, product_id, day + 7 as day, units from sold
                                          where day < cast(:day as date) - 7) b using (store_id, product_id, day)
                             group by store_id, product_id
                            having sum(abs(coalesce(a.units, 0) - coalesce(b.units, 0))) > 0
                        ), compared as (
                            select f.store_id, coalesce(p.category_path, '') as category, f.demand_class, f.model,
                                   case when ahead = 1 then 1 when ahead <= 7 then 2 else 3 end as band,
                                   f.said, coalesce(d.units, 0) as sold, coalesce(n.units, 0) as naive,
                                   f.low, f.mid, f.high, c.error as scale, c.squared as scale_squared
                              from said f
                              join catalog.v_product p on p.id = f.product_id
                              left join sold d on d.store_id = f.store_id and d.product_id = f.product_id
                                   and d.day = :day
                              left join sold n on n.store_id = f.store_id and n.product_id = f.product_id
                                   and n.day = cast(:day as date) - 7 * ((ahead + 6) / 7)
                              left join scale c on c.store_id = f.store_id and c.product_id = f.product_id
                        )
                        select :day, store_id, category, demand_class, model, band, count(*), sum(sold),
                               sum(sold * sold), sum(said), sum(abs(said - sold)), sum((said - sold) ^ 2),
                               sum(abs(naive - sold)), coalesce(sum(abs(said - sold) / nullif(sold, 0)), 0),
                               count(*) filter (where sold > 0),
                               coalesce(sum(abs(said - sold) / scale), 0),
                               coalesce(sum((said - sold) ^ 2 / scale_squared), 0), count(scale),
                               coalesce(sum(((sold - low) * (0.05 - cast(sold < low as int))
                                             + (sold - mid) * (0.5 - cast(sold < mid as int))
                                             + (sold - high) * (0.95 - cast(sold < high as int))) / 3), 0),
                               count(*) filter (where sold between low and high), count(low)
                          from compared
                         group by store_id, category, demand_class, model, band
                        """).param("day", day).param("scaleDays", SCALE_DAYS).update();
    }
}
