package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.forecasting.Forecasts.Order;
import dev.shelfcast.server.forecasting.SeriesQuery.Pair;
import dev.shelfcast.server.forecasting.models.Methods;
import dev.shelfcast.server.forecasting.models.ModelQuery;
import dev.shelfcast.server.forecasting.models.ModelScope;
import dev.shelfcast.server.forecasting.models.RegisteredModel;
import dev.shelfcast.server.forecasting.models.Registry;
import dev.shelfcast.server.forecasting.models.TrainingSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who forecasts what: each series by the champion with the narrowest scope around it, the automatic method where there
 * is none; or all of them by the one challenger that was asked for.
 */
@Component
class TaskPlan {

    private final ModelQuery models;
    private final Registry registry;

    TaskPlan(ModelQuery models, Registry registry) {
        this.models = models;
        this.registry = registry;
    }

    /**
     * Series that one model forecasts.
     *
     * @param partial whether they are only a part of what the champion is for
     * @param predecessor the model that is trained anew, if there is one
     * @param challenges whether the forecasts stand beside those in force
     * @param promote whether a challenger is put in force when it is done
     */
    record Task(
            String method,
            ModelScope scope,
            boolean partial,
            @Nullable RegisteredModel predecessor,
            TrainingSettings settings,
            List<Pair> pairs,
            boolean challenges,
            boolean promote) {

        /** The same series by the automatic method, where the champion cannot. */
        Task automatic() {
            return new Task(Methods.AUTO, scope, true, null, TrainingSettings.usual(), pairs, false, false);
        }
    }

    List<Task> of(Order order, List<Pair> pairs) {
        String method = order.wish().model();
        if (method != null && !order.isRefresh()) {
            TrainingSettings settings = order.settings() == null ? TrainingSettings.usual() : order.settings();
            RegisteredModel before =
                    models.findPredecessor(method, order.scope()).orElse(null);
            return List.of(new Task(method, order.scope(), false, before, settings, pairs, true, order.promote()));
        }
        Map<Long, RegisteredModel> champions =
                models.listChampions().stream().collect(Collectors.toMap(RegisteredModel::id, Function.identity()));
        List<Task> tasks = new ArrayList<>();
        byChampion(pairs, champions)
                .forEach((champion, own) -> tasks.add(refresh(order, champions.get(champion), own)));
        return tasks;
    }

    private Map<Long, List<Pair>> byChampion(List<Pair> pairs, Map<Long, RegisteredModel> champions) {
        Map<Long, List<Pair>> parts = new LinkedHashMap<>();
        if (champions.isEmpty() || pairs.isEmpty()) {
            parts.put(0L, pairs);
            return parts;
        }
        Map<String, Long> champion = registry.championsOf(
                pairs.stream().map(Pair::storeId).toList(),
                pairs.stream().map(Pair::productId).toList());
        for (Pair pair : pairs) {
            Long id = champion.getOrDefault(pair.storeId() + "/" + pair.productId(), 0L);
            parts.computeIfAbsent(id, none -> new ArrayList<>()).add(pair);
        }
        return parts;
    }

    private Task refresh(Order order, @Nullable RegisteredModel champion, List<Pair> pairs) {
        String method = champion == null ? Methods.AUTO : champion.method();
        ModelScope whole = champion == null ? ModelScope.chain() : champion.scope();
        boolean partial = !order.scope().covers(whole);
        ModelScope scope = partial ? order.scope() : whole;
        RegisteredModel before = champion != null && !partial
                ? champion
                : models.findPredecessor(method, scope).orElse(champion);
        TrainingSettings settings = champion == null ? TrainingSettings.usual() : champion.settings();
        if (order.settings() != null && method.equals(Methods.AUTO)) {
            settings = order.settings();
        }
        return new Task(method, scope, partial, before, settings, pairs, false, false);
    }
}
