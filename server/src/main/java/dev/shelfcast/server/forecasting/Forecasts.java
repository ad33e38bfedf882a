package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.jobs.Jobs;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks for forecasts. */
@Component
public class Forecasts {

    private final Jobs jobs;

    Forecasts(Jobs jobs) {
        this.jobs = jobs;
    }

    /** What is to be forecast; null means all. */
    public record Wish(
            @Nullable String store,
            @Nullable String category,
            @Nullable String sku,
            @Nullable String model,
            String trigger) {

        /** Everything, by the method that the backtest chooses. */
        public static Wish everything(String trigger) {
            return new Wish(null, null, null, null, trigger);
        }
    }

    /** Queues a run; wishes for the same while one waits are one run. Answers the job run's id. */
    public long request(Wish wish) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("trigger", wish.trigger());
        put(parameters, ForecastJob.STORE, wish.store());
        put(parameters, ForecastJob.CATEGORY, wish.category());
        put(parameters, ForecastJob.SKU, wish.sku());
        put(parameters, ForecastJob.MODEL, wish.model());
        String key = "%s/%s/%s/%s".formatted(wish.store(), wish.category(), wish.sku(), wish.model());
        parameters.put(Jobs.KEY, key);
        return jobs.request(ForecastJob.NAME, parameters);
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
