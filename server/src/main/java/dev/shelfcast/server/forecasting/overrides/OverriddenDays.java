package dev.shelfcast.server.forecasting.overrides;

import dev.shelfcast.server.forecasting.ForecastAdjusted.Series;
import dev.shelfcast.server.forecasting.overrides.AdjustedForecasts.Adjusted;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps what was said of each overridden day at the moment when the override came to cover it, so that planner,
 * statistics and naive forecast are compared on what all of them could know. Days that are over are never touched.
 */
@Component
class OverriddenDays {

    private final JdbcClient jdbc;

    OverriddenDays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Day(Series series, long overrideId, LocalDate day, LocalDate asOf, double said, double now) {}

    void write(List<Series> chunk, List<Adjusted> adjusted) {
        List<Day> days = new ArrayList<>();
        for (Adjusted one : adjusted) {
            for (int h = 0; h < one.overrides().length; h++) {
                if (one.overrides()[h] != 0) {
                    days.add(new Day(
                            one.said().series(),
                            one.overrides()[h],
                            one.said().asOf().plusDays(h + 1L),
                            one.said().asOf(),
                            one.said().distribution().mean()[h],
                            one.distribution().mean()[h]));
                }
            }
        }
        forgetOthers(chunk, days);
        jdbc.sql("""
                        insert into forecasting.overridden_day
                               (store_id, product_id, day, override_id, as_of, naive, statistical, overridden)
                        select n.store_id, n.product_id, n.day, n.override_id, n.as_of, coalesce(d.units, 0), n.said,
                               n.now
                          from unnest(cast(:stores as bigint[]), cast(:products as bigint[]),
                                      cast(:overrides as bigint[]), cast(:days as date[]), cast(:asOfs as date[]),
                                      cast(:said as float8[]), cast(:now as float8[]))
                               n (store_id, product_id, override_id, day, as_of, said, now)
                          left join demand.v_store_product_day d
                               on d.store_id = n.store_id and d.product_id = n.product_id
                               and d.day = n.day - 7 * ((n.day - n.as_of + 6) / 7)
                        on conflict do nothing
                        """)
                .param(
                        "stores",
                        days.stream().map(day -> day.series().storeId()).toArray(Long[]::new))
                .param(
                        "products",
                        days.stream().map(day -> day.series().productId()).toArray(Long[]::new))
                .param("overrides", days.stream().map(Day::overrideId).toArray(Long[]::new))
                .param("days", texts(days, Day::day))
                .param("asOfs", texts(days, Day::asOf))
                .param("said", days.stream().map(Day::said).toArray(Double[]::new))
                .param("now", days.stream().map(Day::now).toArray(Double[]::new))
                .update();
    }

    /** Days to come that another override took over, or none covers any more. */
    private void forgetOthers(List<Series> chunk, List<Day> days) {
        jdbc.sql("""
                        delete from forecasting.overridden_day o
                         using unnest(cast(:stores as bigint[]), cast(:products as bigint[])) k (store_id, product_id)
                          join forecasting.forecast f on f.store_id = k.store_id and f.product_id = k.product_id
                         where o.store_id = k.store_id and o.product_id = k.product_id and o.day > f.as_of
                           and (o.store_id, o.product_id, o.day, o.override_id) not in (
                               select * from unnest(cast(:dayStores as bigint[]), cast(:dayProducts as bigint[]),
                                                    cast(:days as date[]), cast(:overrides as bigint[])))
                        """)
                .param("stores", AdjustedForecasts.stores(chunk))
                .param("products", AdjustedForecasts.products(chunk))
                .param(
                        "dayStores",
                        days.stream().map(day -> day.series().storeId()).toArray(Long[]::new))
                .param(
                        "dayProducts",
                        days.stream().map(day -> day.series().productId()).toArray(Long[]::new))
                .param("days", texts(days, Day::day))
                .param("overrides", days.stream().map(Day::overrideId).toArray(Long[]::new))
                .update();
    }

    /** The driver knows no array of dates. */
    private static String[] texts(List<Day> days, Function<Day, LocalDate> which) {
        return days.stream().map(which).map(LocalDate::toString).toArray(String[]::new);
    }
}
