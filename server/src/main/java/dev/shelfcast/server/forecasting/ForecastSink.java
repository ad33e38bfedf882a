package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.demand.ItemForecast;
import dev.shelfcast.server.forecasting.models.Artifacts.Kept;
import dev.shelfcast.server.forecasting.models.HeldBack;
import dev.shelfcast.server.forecasting.models.Registry.Trained;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes forecasts one by one, writes them in batches, and sums up what they were. */
final class ForecastSink {

    private static final int NAMED_FAMILIES = 3;

    private final ForecastStore store;
    private final @Nullable Long modelId;
    private final Work work;
    private final boolean challenges;
    private final List<ItemForecast> waiting = new ArrayList<>();
    private final TreeMap<String, Integer> families = new TreeMap<>();
    private int count;
    private long observations;
    private @Nullable ItemForecast first;

    ForecastSink(ForecastStore store, @Nullable Long modelId, Work work, boolean challenges) {
        this.store = store;
        this.modelId = modelId;
        this.work = work;
        this.challenges = challenges;
    }

    void add(ItemForecast item) {
        first = first == null ? item : first;
        waiting.add(item);
        count++;
        observations += item.forecast().provenance().observed();
        families.merge(family(item.forecast().model()), 1, Integer::sum);
        if (waiting.size() >= ForecastStore.BATCH) {
            flush();
        }
    }

    void flush() {
        if (challenges && modelId != null) {
            store.writeChallenge(modelId, work.asOf(), waiting);
        } else {
            store.write(work.run(), modelId, work.asOf(), waiting);
        }
        waiting.clear();
    }

    int count() {
        return count;
    }

    Map<String, Integer> families() {
        return families;
    }

    /** What was fitted where it is one series, else which forms how often. */
    String label(String method) {
        if (first != null && count == 1) {
            return first.forecast().model();
        }
        String forms = families.entrySet().stream()
                .sorted((a, b) -> b.getValue() - a.getValue())
                .limit(NAMED_FAMILIES)
                .map(form -> form.getKey() + " " + form.getValue())
                .collect(Collectors.joining(", "));
        return "%s: %s".formatted(method, forms);
    }

    /** The parameters of one series; of many, how often each form was fitted. */
    Map<String, ?> parameters() {
        if (first != null && count == 1) {
            Map<String, Double> own = new LinkedHashMap<>(first.forecast().parameters());
            own.values().removeIf(value -> !Double.isFinite(value));
            return own;
        }
        return Map.of("series_by_form", families);
    }

    Trained trained(String label, Map<String, ?> parameters, HeldBack held, @Nullable Kept artifact) {
        return new Trained(label, count, observations, families, parameters, held.metrics(), artifact);
    }

    /** ETS(A,N,A) counts as ETS, Mean[ETS(A,N,A), Theta(7)] as Mean. */
    private static String family(String model) {
        return model.replaceFirst("[(\\[].*", "");
    }
}
