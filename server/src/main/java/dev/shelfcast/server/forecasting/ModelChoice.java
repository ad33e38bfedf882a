package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.forecasting.Targets.Target;
import dev.shelfcast.server.forecasting.models.Methods;
import dev.shelfcast.server.forecasting.models.ModelQuery;
import dev.shelfcast.server.forecasting.models.RegisteredModel;
import dev.shelfcast.server.forecasting.models.Registry;
import dev.shelfcast.server.forecasting.models.TrainingSettings;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.NotFound;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out what is meant by a model: its number in the registry, a method's name, or nothing for the champion. */
@Component
class ModelChoice {

    private final ModelQuery models;
    private final Registry registry;
    private final Methods methods;

    ModelChoice(ModelQuery models, Registry registry, Methods methods) {
        this.models = models;
        this.registry = registry;
        this.methods = methods;
    }

    /**
     * What will forecast.
     *
     * @param modelId its number, null for a method that is fitted now
     * @param artifact where it lies as a file, null for a method that is fitted now
     */
    record Chosen(
            String method,
            TrainingSettings settings,
            @Nullable Long modelId,
            @Nullable String artifact) {}

    Chosen of(@Nullable String model, Target target) {
        if (model == null) {
            return champion(target);
        }
        if (model.chars().allMatch(Character::isDigit) && !model.isEmpty() && model.length() < 19) {
            return registered(models.get(Long.parseLong(model)), target);
        }
        methods.require(model);
        if (methods.findGlobal(model).isEmpty()) {
            return new Chosen(model, TrainingSettings.usual(), null, null);
        }
        return models.findLatest(
                        model,
                        target.store().code().value(),
                        target.product().sku().value(),
                        target.product().category())
                .map(found -> registered(found, target))
                .orElseThrow(() -> new NotFound(
                        "MODEL_NOT_TRAINED",
                        "%s learns from many series and has not been trained for %s in %s. Maybe POST"
                                        .formatted(
                                                model,
                                                target.product().sku(),
                                                target.store().code())
                                + " /api/v1/forecasting/train with {\"model\": \"%s\"} first.".formatted(model)));
    }

    private Chosen champion(Target target) {
        Long id = registry.championsOf(
                        List.of(target.store().id()), List.of(target.product().id()))
                .get(target.id());
        return id == null
                ? new Chosen(Methods.AUTO, TrainingSettings.usual(), null, null)
                : registered(models.get(id), target);
    }

    private Chosen registered(RegisteredModel model, Target target) {
        if (!model.scope().covers(target.scope())) {
            throw new Invalid(
                    "MODEL_OUT_OF_SCOPE",
                    "Model %d is for %s, not for %s in %s. Maybe name no model, for the one in force."
                            .formatted(
                                    model.id(),
                                    model.scope(),
                                    target.product().sku(),
                                    target.store().code()));
        }
        if (methods.findGlobal(model.method()).isEmpty()) {
            methods.require(model.method());
            return new Chosen(model.method(), model.settings(), model.id(), null);
        }
        Optional<String> artifact = models.findArtifact(model.id());
        if (artifact.isEmpty()) {
            throw new Conflict(
                    "MODEL_GONE",
                    "Model %d is %s and its file is gone. Maybe train %s again."
                            .formatted(model.id(), model.status(), model.method()));
        }
        return new Chosen(model.method(), model.settings(), model.id(), artifact.get());
    }
}
