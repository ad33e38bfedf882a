package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.forecasting.Forecasts.Order;
import dev.shelfcast.server.forecasting.Forecasts.Wish;
import dev.shelfcast.server.forecasting.models.Methods;
import dev.shelfcast.server.forecasting.models.ModelScope;
import dev.shelfcast.server.forecasting.models.TrainingSettings;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Plans;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Asks for models to be trained. */
@RestController
@RequestMapping("/api/v1/forecasting")
@Tag(name = "Forecasting")
class TrainApi {

    private final Forecasts forecasts;
    private final Targets targets;
    private final Methods methods;
    private final CurrentUser user;

    TrainApi(Forecasts forecasts, Targets targets, Methods methods, CurrentUser user) {
        this.forecasts = forecasts;
        this.targets = targets;
        this.methods = methods;
        this.user = user;
    }

    /**
     * What to train, and how; null means all, and the usual.
     *
     * @param model a method's name; null and {@code auto} train the champions anew and put them in force
     * @param promote whether another method is put in force at once
     */
    record TrainRequest(
            @Nullable String store,
            @Nullable String category,
            @Nullable String sku,
            @Nullable String model,
            @Nullable TrainingSettings settings,
            @Nullable Boolean promote) {}

    /**
     * What was queued.
     *
     * @param runId the job run to follow
     * @param inForce whether its forecasts are in force when it is done, rather than a challenger's
     */
    record Requested(long runId, String model, ModelScope scope, boolean inForce) {}

    @PostMapping("/train")
    @Plans
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Trains in the background; answers the job run to follow",
            description = "Without a model, or with `auto`, every series of the scope is forecast by its champion "
                    + "(the automatic method where there is none) and the forecasts are in force. With another model "
                    + "it is trained on the scope, tried on days held back and registered as a challenger, which "
                    + "`promote` puts in force at once.")
    Requested train(
            @RequestBody(required = false) @Nullable TrainRequest request,
            @RequestParam(name = "promote", defaultValue = "false") boolean promoteAtOnce) {
        TrainRequest asked = request == null ? new TrainRequest(null, null, null, null, null, null) : request;
        String method = asked.model() == null ? Methods.AUTO : asked.model();
        methods.require(method);
        ModelScope scope = targets.scope(asked.store(), asked.category(), asked.sku());
        boolean promote = promoteAtOnce || Boolean.TRUE.equals(asked.promote());
        Order order = new Order(
                new Wish(scope.store(), scope.category(), scope.sku(), asked.model(), "asked by " + user.name()),
                asked.settings(),
                promote);
        return new Requested(forecasts.request(order), method, scope, promote || order.isRefresh());
    }
}
