package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.ForecastRequest;
import dev.shelfcast.server.forecasting.Analogy.Seller;
import dev.shelfcast.server.forecasting.Analogy.Waiting;
import dev.shelfcast.server.forecasting.models.TrainingSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forecasts products that stand on a shelf and have never been sold there: no series of their own says anything. */
@Component
class NeverSold {

    private static final int WEEKS_OF_WEEKDAYS = 8;

    private final JdbcClient jdbc;
    private final ForecastStore store;

    NeverSold(JdbcClient jdbc, ForecastStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /** Puts their forecasts in force; answers how many. */
    int forecast(Forecasts.Wish wish, Work work) {
        List<Waiting> waiting = list(wish, work.asOf());
        if (waiting.isEmpty()) {
            return 0;
        }
        TrainingSettings settings = TrainingSettings.usual();
        ForecastRequest request =
                ForecastRun.settings(settings, ForecastRun.HORIZON_DAYS).request();
        Map<String, Analogy> analogies = new HashMap<>();
        ForecastSink sink = new ForecastSink(store, null, work, false);
        for (Waiting one : waiting) {
            analogies
                    .computeIfAbsent(
                            one.segment(),
                            segment -> new Analogy(
                                    sellers(segment, work.asOf()), weekdays(segment, work.asOf()), work.asOf()))
                    .forecast(one, request)
                    .ifPresent(sink::add);
        }
        sink.flush();
        work.add(sink.count(), true, sink.families());
        return sink.count();
    }

    private List<Waiting> list(Forecasts.Wish wish, LocalDate asOf) {
        return jdbc.sql("""
                        select n.store_id, n.product_id, p.sku,
                               coalesce(split_part(p.category_path, '/', 1), '') as segment,
                               coalesce(p.category_path, 'all products') as category,
                               cast(p.sale_price as double precision) as price, n.since
                          from demand.v_never_sold n
                          join catalog.v_product p on p.id = n.product_id and p.active
                          join stores.v_store s on s.id = n.store_id and s.active
                         where n.since <= :asOf
                           and (cast(:store as text) is null or s.code = :store)
                           and (cast(:sku as text) is null or p.sku = :sku)
                           and (cast(:category as text) is null or p.category_path = :category
                                or starts_with(p.category_path, :category || '/'))
                         order by segment, n.store_id, n.product_id
                        """)
                .param("asOf", asOf)
                .param("store", wish.store())
                .param("sku", wish.sku())
                .param("category", wish.category())
                .query(Waiting.class)
                .list();
    }

    private List<Seller> sellers(String segment, LocalDate asOf) {
        return jdbc.sql("""
                        select d.store_id, d.product_id, cast(p.sale_price as double precision) as price,
                               cast(sum(d.units) as double precision) as units
                          from demand.v_store_product_day d
                          join catalog.v_product p on p.id = d.product_id and p.active
                          join stores.v_store s on s.id = d.store_id and s.active
                         where d.day > :from and d.day <= :asOf
                           and coalesce(split_part(p.category_path, '/', 1), '') = :segment
                         group by d.store_id, d.product_id, p.sale_price
                        having sum(d.units) > 0
                        """)
                .param("from", asOf.minusDays(Analogy.DAYS))
                .param("asOf", asOf)
                .param("segment", segment)
                .query(Seller.class)
                .list();
    }

    /** Units of the category by weekday, Monday first. */
    private double[] weekdays(String segment, LocalDate asOf) {
        double[] units = new double[7];
        record Weekday(int number, double units) {}
        List<Weekday> sold = new ArrayList<>(jdbc.sql("""
                        select cast(extract(isodow from d.day) as int) as number,
                               cast(sum(d.units) as double precision) as units
                          from demand.v_product_day d
                          join catalog.v_product p on p.id = d.product_id and p.active
                         where d.day > :from and d.day <= :asOf
                           and coalesce(split_part(p.category_path, '/', 1), '') = :segment
                         group by number
                        """)
                .param("from", asOf.minusWeeks(WEEKS_OF_WEEKDAYS))
                .param("asOf", asOf)
                .param("segment", segment)
                .query(Weekday.class)
                .list());
        sold.forEach(day -> units[day.number() - 1] = day.units());
        return units;
    }
}
