package dev.shelfcast.server.stores;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/stores/{code}/supply")
@Tag(name = "Stores")
class StoreSupplyController {

    private final Stores stores;
    private final Supply supply;
    private final CurrentUser user;

    StoreSupplyController(Stores stores, Supply supply, CurrentUser user) {
        this.stores = stores;
        this.supply = supply;
        this.user = user;
    }

    /** From where a store is supplied, if from another, and which stores it supplies. */
    record Sources(StoreCode store, Supply.@Nullable Route from, List<Supply.Route> to) {}

    record RouteGiven(
            @Nullable StoreCode source,
            @Nullable BigDecimal transportDays,
            @Nullable BigDecimal transportSdDays,
            @Nullable List<DayOfWeek> orderWeekdays,
            @Nullable LocalTime cutOff) {}

    @GetMapping
    @Reads
    @Operation(summary = "Which store, as a rule a warehouse, supplies this one, and which it supplies")
    Sources get(@PathVariable StoreCode code) {
        user.requireStore(code);
        StoreView store = stores.get(code);
        List<Supply.Route> to = supply.to(store.id()).stream()
                .filter(route -> user.scope().includes(route.store()))
                .toList();
        return new Sources(code, supply.from(store.id()).orElse(null), to);
    }

    @PutMapping
    @Plans
    @Operation(summary = "Says which store supplies this one, in how many days, and when it takes orders")
    Sources put(@PathVariable StoreCode code, @RequestBody RouteGiven given) {
        user.requireStore(code);
        if (given.source() == null || given.transportDays() == null) {
            throw StoreDraft.refusal("supply", "it needs a source and transport_days", "absent");
        }
        supply.set(
                stores.get(code),
                stores.get(given.source()),
                new Supply.Terms(
                        given.transportDays(),
                        given.transportSdDays() == null ? BigDecimal.ZERO : given.transportSdDays(),
                        given.orderWeekdays() == null ? List.of() : given.orderWeekdays(),
                        given.cutOff()));
        return get(code);
    }

    @DeleteMapping
    @Plans
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "No other store supplies this one any more")
    void remove(@PathVariable StoreCode code) {
        user.requireStore(code);
        supply.remove(stores.get(code));
    }
}
