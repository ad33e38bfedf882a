package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.jobs.Job;
import dev.shelfcast.server.jobs.JobRun;
import java.util.Map;
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

    private final ForecastRun forecastRun;
    private final String schedule;

    ForecastJob(ForecastRun forecastRun, @Value("${shelfcast.forecasting.schedule:0 30 0 * * *}") String schedule) {
        this.forecastRun = forecastRun;
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
        Map<String, String> parameters = run.parameters();
        Forecasts.Wish wish = new Forecasts.Wish(
                parameters.get(STORE),
                parameters.get(CATEGORY),
                parameters.get(SKU),
                parameters.get(MODEL),
                parameters.getOrDefault("trigger", "schedule"));
        forecastRun.run(wish, run);
    }
}
