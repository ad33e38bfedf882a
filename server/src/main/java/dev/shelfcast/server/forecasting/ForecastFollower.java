package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.demand.DemandChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Forecasts again once a bulk of sales has arrived; single sales wait for the night, since a forecast is made of
 * whole days.
 */
@Component
class ForecastFollower {

    private final Forecasts forecasts;

    ForecastFollower(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    @EventListener
    void on(DemandChanged changed) {
        if (changed.bulk()) {
            forecasts.request(Forecasts.Wish.everything("new sales"));
        }
    }
}
