package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.demand.DemandChanged;
import dev.shelfcast.server.demand.DemandChanged.ZoneChange;
import dev.shelfcast.server.forecasting.Forecasts.Wish;
import dev.shelfcast.server.stores.Stores;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Forecasts again once sales of days that are over have arrived: an import, or a till that was late. Sales of today
 * wait for
 * the night, since a forecast is made of whole days.
 */
@Component
class ForecastFollower {

    /** Up to this many series all are done in seconds, and the outlook of the chain with them. */
    private static final long FEW_SERIES = 2_000;

    private final Forecasts forecasts;
    private final ForecastStore store;
    private final BusinessDay businessDay;
    private final Stores stores;

    ForecastFollower(Forecasts forecasts, ForecastStore store, BusinessDay businessDay, Stores stores) {
        this.forecasts = forecasts;
        this.store = store;
        this.businessDay = businessDay;
        this.stores = stores;
    }

    @EventListener
    void on(DemandChanged changed) {
        if (changed.bulk()) {
            forecasts.request(Wish.everything("new sales"));
            return;
        }
        LocalDate complete = businessDay.lastCompleteDay();
        Set<Long> late = changed.zones().stream()
                .filter(zone -> !zone.day().isAfter(complete))
                .map(ZoneChange::storeId)
                .collect(Collectors.toSet());
        if (late.isEmpty()) {
            return;
        }
        if (store.countForecasts() <= FEW_SERIES) {
            forecasts.request(Wish.everything("new sales"));
        } else {
            late.forEach(
                    id -> forecasts.request(new Wish(stores.byId(id).code().value(), null, null, null, "late sales")));
        }
    }
}
