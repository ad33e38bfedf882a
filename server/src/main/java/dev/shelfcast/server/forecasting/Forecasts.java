package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.forecasting.models.Methods;
import dev.shelfcast.server.forecasting.models.ModelScope;
import dev.shelfcast.server.forecasting.models.TrainingSettings;
import dev.shelfcast.server.jobs.Jobs;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Asks for forecasts. */
@Component
public class Forecasts {

    private final Jobs jobs;
    private final JsonMapper json;

    Forecasts(Jobs jobs, JsonMapper json) {
        this.jobs = jobs;
        this.json = json;
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

    /**
     * A wish with all that can be said about it.
     *
     * @param settings null for those of the champion, or the usual ones
     * @param promote whether a model of another method is put in force at once
     */
    record Order(Wish wish, @Nullable TrainingSettings settings, boolean promote) {

        /** The champions forecast again, rather than a challenger. */
        boolean isRefresh() {
            return wish.model() == null || wish.model().equals(Methods.AUTO);
        }

        ModelScope scope() {
            return new ModelScope(wish.store(), wish.category(), wish.sku());
        }
    }

    /** Queues a run; wishes for the same while one waits are one run. Answers the job run's id. */
    public long request(Wish wish) {
        return request(new Order(wish, null, false));
    }

    long request(Order order) {
        Wish wish = order.wish();
        Map<String, String> parameters = new HashMap<>();
        parameters.put("trigger", wish.trigger());
        put(parameters, ForecastJob.STORE, wish.store());
        put(parameters, ForecastJob.CATEGORY, wish.category());
        put(parameters, ForecastJob.SKU, wish.sku());
        put(parameters, ForecastJob.MODEL, wish.model());
        String settings = order.settings() == null ? null : json.writeValueAsString(order.settings());
        put(parameters, ForecastJob.SETTINGS, settings);
        put(parameters, ForecastJob.PROMOTE, order.promote() ? "true" : null);
        String key = "%s/%s/%s/%s".formatted(wish.store(), wish.category(), wish.sku(), wish.model());
        boolean plain = settings == null && !order.promote();
        parameters.put(Jobs.KEY, plain ? key : "%s/%s/%s".formatted(key, settings, order.promote()));
        return jobs.request(ForecastJob.NAME, parameters);
    }

    Order order(Map<String, String> parameters) {
        Wish wish = new Wish(
                parameters.get(ForecastJob.STORE),
                parameters.get(ForecastJob.CATEGORY),
                parameters.get(ForecastJob.SKU),
                parameters.get(ForecastJob.MODEL),
                parameters.getOrDefault("trigger", "schedule"));
        String settings = parameters.get(ForecastJob.SETTINGS);
        return new Order(
                wish,
                settings == null ? null : json.readValue(settings, TrainingSettings.class),
                "true".equals(parameters.get(ForecastJob.PROMOTE)));
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
