package dev.shelfcast.server.forecasting.models;

import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.forecasting.ForecastPublished;
import dev.shelfcast.server.forecasting.Forecasts;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Methods that can be asked for, and the models made with them. */
@RestController
@RequestMapping("/api/v1/forecasting")
@Tag(name = "Forecasting")
class ModelsApi {

    private final ModelQuery query;
    private final Registry registry;
    private final Methods methods;
    private final ContestLog contests;
    private final Forecasts forecasts;
    private final BusinessDay businessDay;
    private final ApplicationEventPublisher events;
    private final CurrentUser user;

    ModelsApi(
            ModelQuery query,
            Registry registry,
            Methods methods,
            ContestLog contests,
            Forecasts forecasts,
            BusinessDay businessDay,
            ApplicationEventPublisher events,
            CurrentUser user) {
        this.query = query;
        this.registry = registry;
        this.methods = methods;
        this.contests = contests;
        this.forecasts = forecasts;
        this.businessDay = businessDay;
        this.events = events;
        this.user = user;
    }

    @GetMapping("/methods")
    @Reads
    @Operation(summary = "The methods that can be asked for, in plain words")
    Listing<Methods.Method> methods() {
        List<Methods.Method> all = methods.list(query.secondsByMethod());
        return Listing.of(all, all.size(), Paging.first());
    }

    @GetMapping("/models")
    @Reads
    @Operation(summary = "Models that were trained, the newest first, with their data, settings and errors")
    Listing<RegisteredModel> models(@ParameterObject ModelQuery.Filter filter, Paging paging) {
        if (filter.store() != null) {
            user.requireStore(StoreCode.of(filter.store()));
        }
        return query.list(filter, user.scope(), paging);
    }

    @GetMapping("/models/{id}")
    @Reads
    @Operation(summary = "One model: what it was made of, from which one, and how good it was on days held back")
    RegisteredModel model(@PathVariable long id) {
        RegisteredModel model = query.get(id);
        if (model.scope().store() != null) {
            user.requireStore(StoreCode.of(model.scope().store()));
        }
        return model;
    }

    @PostMapping("/models/{id}/promote")
    @Plans
    @Operation(summary = "Makes a challenger the champion of its scope and puts its forecasts in force")
    RegisteredModel promote(@PathVariable long id) {
        RegisteredModel model = model(id);
        int moved = registry.promote(model, "promoted by " + user.name());
        if (moved > 0) {
            events.publishEvent(new ForecastPublished(model.runId(), moved));
        }
        if (moved == 0 || model.dataTo().isBefore(businessDay.lastCompleteDay())) {
            forecastAgain(model, "model %d promoted".formatted(id));
        }
        return query.get(id);
    }

    @PostMapping("/models/{id}/retire")
    @Plans
    @Operation(summary = "Takes a model out of the running; the next wider champion takes over from one in force")
    RegisteredModel retire(@PathVariable long id) {
        RegisteredModel model = model(id);
        registry.retire(model, "retired by " + user.name());
        if (model.status() == ModelStatus.CHAMPION) {
            forecastAgain(model, "model %d retired".formatted(id));
        }
        return query.get(id);
    }

    @GetMapping("/contests")
    @Reads
    @Operation(summary = "Champions against challengers on the same held-back days, the newest first")
    Listing<ContestLog.Contest> contests(Paging paging) {
        return contests.list(user.scope(), paging);
    }

    private void forecastAgain(RegisteredModel model, String reason) {
        ModelScope scope = model.scope();
        forecasts.request(new Forecasts.Wish(scope.store(), scope.category(), scope.sku(), null, reason));
    }
}
