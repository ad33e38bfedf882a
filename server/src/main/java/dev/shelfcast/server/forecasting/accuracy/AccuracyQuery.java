package dev.shelfcast.server.forecasting.accuracy;

import dev.shelfcast.server.identity.StoreScope;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far published forecasts were from what then happened. */
@Component
class AccuracyQuery {

    static final Set<String> GROUPINGS = Set.of("all", "horizon", "store", "category", "class", "model", "day", "week");

    private final JdbcClient jdbc;

    AccuracyQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is absent does not narrow the comparison. */
    record Filter(
            LocalDate from,
            LocalDate to,
            @Nullable String store,
            @Nullable String category,
            @Nullable String demandClass,
            @Nullable String model) {}

    /**
     * The measures of one segment. A measure is null where it is not defined, e.g. shares of nothing sold.
     *
     * @param segment e.g. {@code 2 to 7 days}, a store's code, a category's path; null for products without a category
     * @param sold units of the compared days; a day that was forecast from several distances counts for each
     * @param wape missed units per unit sold
     * @param mape mean share missed of the days that sold something
     * @param bias units said too many per unit sold
     * @param rmse units a day
     * @param mase error over the mean change of the series from week to week in the 12 weeks before
     * @param rmsse the same of squares, under the root
     * @param rSquared share of the variance of the days' units that the forecast explains
     * @param pinball mean loss of the 5%, 50% and 95% quantiles, units a day
     * @param coverage share of days between the 5% and the 95% quantile; 0.9 is right
     * @param naiveWape what the same weekday of the last known week would have missed
     * @param valueAdded naive WAPE less WAPE: above 0 the forecast was worth its effort
     */
    record Accuracy(
            @Nullable String segment,
            long forecasts,
            BigDecimal sold,
            @Nullable BigDecimal wape,
            @Nullable BigDecimal mape,
            @Nullable BigDecimal bias,
            BigDecimal rmse,
            @Nullable BigDecimal mase,
            @Nullable BigDecimal rmsse,
            @Nullable BigDecimal rSquared,
            @Nullable BigDecimal pinball,
            @Nullable BigDecimal coverage,
            @Nullable BigDecimal naiveWape,
            @Nullable BigDecimal valueAdded) {}

    List<Accuracy> list(String by, Filter filter, StoreScope scope) {
        return jdbc.sql("""
                        with summed as (
                            select case :by
                                        when 'horizon' then (array['1 day', '2 to 7 days', '8 to 30 days'])[c.band]
                                        when 'store' then s.code when 'category' then nullif(c.category, '')
                                        when 'class' then c.demand_class when 'model' then c.model
                                        when 'day' then cast(c.day as text)
                                        when 'week' then cast(cast(date_trunc('week', c.day) as date) as text)
                                        else 'all' end as segment,
                                   min(c.band) as band, sum(c.forecasts) as forecasts, sum(sold) as sold,
                                   sum(sold_squared) as sold_squared, sum(said) as said, sum(abs_error) as abs_error,
                                   sum(sq_error) as sq_error, sum(naive_error) as naive_error,
                                   sum(share_error) as share_error, sum(share_days) as share_days,
                                   sum(scaled_error) as scaled_error, sum(scaled_sq) as scaled_sq,
                                   sum(scaled_days) as scaled_days, sum(pinball) as pinball, sum(covered) as covered,
                                   sum(ranged) as ranged
                              from forecasting.score c
                              join stores.v_store s on s.id = c.store_id
                             where c.day between :from and :to
                               and (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                               and (cast(:store as text) is null or s.code = :store)
                               and (cast(:category as text) is null or c.category = :category
                                    or starts_with(c.category, :category || '/'))
                               and (cast(:class as text) is null or c.demand_class = :class)
                               and (cast(:model as text) is null or c.model = :model)
                             group by 1
                        )
                        select segment, forecasts, round(cast(sold as numeric), 1) as sold,
                               round(cast(abs_error / nullif(sold, 0) as numeric), 4) as wape,
                               round(cast(share_error / nullif(share_days, 0) as numeric), 4) as mape,
                               round(cast((said - sold) / nullif(sold, 0) as numeric), 4) as bias,
                               round(cast(sqrt(sq_error / forecasts) as numeric), 4) as rmse,
                               round(cast(scaled_error / nullif(scaled_days, 0) as numeric), 4) as mase,
                               round(cast(sqrt(scaled_sq / nullif(scaled_days, 0)) as numeric), 4) as rmsse,
                               round(cast(1 - sq_error / nullif(greatest(sold_squared - sold * sold / forecasts, 0), 0)
                                     as numeric), 4) as r_squared,
                               round(cast(pinball / nullif(ranged, 0) as numeric), 4) as pinball,
                               round(cast(covered as numeric) / nullif(ranged, 0), 4) as coverage,
                               round(cast(naive_error / nullif(sold, 0) as numeric), 4) as naive_wape,
                               round(cast((naive_error - abs_error) / nullif(sold, 0) as numeric), 4) as value_added
                          from summed
                         order by case when :by = 'horizon' then band end,
                                  case when :by in ('day', 'week') then segment end, sold desc, segment
                         limit 500
                        """)
                .param("by", by)
                .param("from", filter.from())
                .param("to", filter.to())
                .param("scope", scope.codesOrNull())
                .param("store", filter.store())
                .param("category", filter.category())
                .param("class", filter.demandClass())
                .param("model", filter.model())
                .query(Accuracy.class)
                .list();
    }
}
