package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.jobs.Job;
import dev.shelfcast.server.jobs.JobRun;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Forecasts in the background: every night, after an import, and when asked. */
@Component
class ForecastJob implements Job {

    static final String NAME = "forecast";
    static final String STORE = "store";
    static final String CATEGORY = "category";
    static final String SKU = "sku";
    static final String MODEL = "model";
    static final String SETTINGS = "settings";
    static final String PROMOTE = "promote";

    private final ForecastRun forecastRun;
    private final Forecasts forecasts;
    private final String schedule;

    ForecastJob(
            ForecastRun forecastRun,
            Forecasts forecasts,
            @Value("${shelfcast.forecasting.schedule:0 30 0 * * *}") String schedule) {
        this.forecastRun = forecastRun;
        this.forecasts = forecasts;
        this.schedule = schedule;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Forecasts the demand of every product in every store.";
    }

    @Override
    public String schedule() {
        return schedule;
    }

    @Override
    public void run(JobRun run) {
        forecastRun.run(forecasts.order(run.parameters()), run);
    }
}
