package dev.shelfcast.server.live;

import dev.shelfcast.server.demand.DemandChanged;
import dev.shelfcast.server.demand.DemandChanged.ZoneChange;
import dev.shelfcast.server.live.LiveFigures.Place;
import dev.shelfcast.server.live.SaleMessage.Level;
import dev.shelfcast.server.live.SaleMessage.Totals;
import dev.shelfcast.server.live.SaleMessage.Zone;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells open pages of sales: the first at once, then ten times a second at most, with what came in between as one. */
@Component
class SaleNews {

    private final LiveFigures figures;
    private final Fanout fanout;
    private final Pulse pulse;
    private final Clock clock;
    private @Nullable DemandChanged untold;

    SaleNews(LiveFigures figures, Fanout fanout, Pulse pulse, Clock clock) {
        this.figures = figures;
        this.fanout = fanout;
        this.pulse = pulse;
        this.clock = clock;
    }

    @EventListener
    @Order(0)
    void on(DemandChanged changed) {
        boolean first;
        synchronized (this) {
            first = untold == null;
            untold = untold == null ? changed : untold.plus(changed);
        }
        if (first && !pulse.beat("sale", this::tell)) {
            taken();
        }
    }

    private synchronized @Nullable DemandChanged taken() {
        DemandChanged changed = untold;
        untold = null;
        return changed;
    }

    private void tell() {
        DemandChanged changed = taken();
        if (changed == null) {
            return;
        }
        List<Place> day = figures.businessDay();
        List<Level> levels = figures.levels(changed);
        Map<Long, String> codes =
                day.stream().collect(Collectors.toMap(Place::storeId, Place::store, (one, same) -> one));
        send(Topics.CHAIN, message(changed, day, levels, codes, store -> true));
        Set<Long> touched = changed.bulk()
                ? codes.keySet()
                : changed.zones().stream().map(ZoneChange::storeId).collect(Collectors.toSet());
        for (long store : touched) {
            String code = codes.get(store);
            if (code != null) {
                send(Topics.of(StoreCode.of(code)), message(changed, day, levels, codes, id -> id == store));
            }
        }
    }

    private void send(String topic, SaleMessage message) {
        fanout.send(topic, message, message.brief());
    }

    private SaleMessage message(
            DemandChanged changed, List<Place> day, List<Level> levels, Map<Long, String> codes, Predicate<Long> seen) {
        List<Place> places =
                day.stream().filter(place -> seen.test(place.storeId())).toList();
        List<ZoneChange> changes = changed.zones().stream()
                .filter(zone -> seen.test(zone.storeId()))
                .toList();
        Set<String> stores = places.stream().map(Place::store).collect(Collectors.toSet());
        return new SaleMessage(
                "sale",
                OffsetDateTime.now(clock),
                only(changes, change -> codes.getOrDefault(change.storeId(), "")),
                only(changes, ZoneChange::pincode),
                sum(changes, ZoneChange::units),
                sum(changes, ZoneChange::revenue),
                places.stream().map(Place::totals).reduce(Totals.NOTHING, Totals::plus),
                changed.bulk() ? null : zones(places, changes),
                changed.bulk()
                        ? null
                        : levels.stream()
                                .filter(level -> stores.contains(level.store()))
                                .toList());
    }

    private static List<Zone> zones(List<Place> places, List<ZoneChange> changes) {
        Set<String> touched = changes.stream()
                .map(ZoneChange::pincode)
                .filter(pincode -> !pincode.isEmpty())
                .collect(Collectors.toSet());
        Map<String, Totals> zones = new TreeMap<>();
        places.stream()
                .filter(place -> touched.contains(place.pincode()))
                .forEach(place -> zones.merge(place.pincode(), place.totals(), Totals::plus));
        return zones.entrySet().stream()
                .map(zone -> new Zone(
                        zone.getKey(),
                        zone.getValue().units(),
                        zone.getValue().revenue(),
                        zone.getValue().orders()))
                .toList();
    }

    private static @Nullable String only(List<ZoneChange> changes, Function<ZoneChange, String> what) {
        List<String> different = changes.stream().map(what).distinct().toList();
        return different.size() == 1 ? different.get(0) : null;
    }

    private static BigDecimal sum(List<ZoneChange> changes, Function<ZoneChange, BigDecimal> what) {
        return changes.stream().map(what).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
