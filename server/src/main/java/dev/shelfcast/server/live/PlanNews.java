package dev.shelfcast.server.live;

import dev.shelfcast.server.forecasting.ForecastAdjusted;
import dev.shelfcast.server.forecasting.ForecastPublished;
import dev.shelfcast.server.replenishment.PlanChanged;
import dev.shelfcast.server.replenishment.PlanChanged.Closed;
import dev.shelfcast.server.replenishment.RestockLine;
import dev.shelfcast.server.shared.StoreCode;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells open pages which restock lines changed, and that new forecasts are in force. */
@Component
class PlanNews {

    private final Fanout fanout;
    private final Pulse pulse;
    private final Clock clock;

    PlanNews(Fanout fanout, Pulse pulse, Clock clock) {
        this.fanout = fanout;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** Lines as they stand now and lines that left the list; {@code bulk} means that the page has to ask. */
    record PlanMessage(String type, OffsetDateTime at, List<RestockLine> lines, List<Closed> closed, boolean bulk) {}

    /** Without a run where a planner changed what is expected. */
    record ForecastMessage(
            String type, OffsetDateTime at, @Nullable Long runId, int series) {}

    @EventListener
    void on(PlanChanged changed) {
        pulse.now(() -> tell(changed));
    }

    @EventListener
    void on(ForecastPublished published) {
        ForecastMessage message =
                new ForecastMessage("forecast", OffsetDateTime.now(clock), published.runId(), published.series());
        pulse.now(() -> fanout.send(Topics.CHAIN, message, message));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ForecastAdjusted adjusted) {
        ForecastMessage message = new ForecastMessage(
                "forecast", OffsetDateTime.now(clock), null, adjusted.series().size());
        pulse.now(() -> fanout.send(Topics.CHAIN, message, message));
    }

    private void tell(PlanChanged changed) {
        send(Topics.CHAIN, changed.changed(), changed.closed(), changed.bulk());
        List<StoreCode> stores = Stream.concat(
                        changed.changed().stream().map(RestockLine::store),
                        changed.closed().stream().map(Closed::store))
                .distinct()
                .collect(Collectors.toList());
        for (StoreCode store : stores) {
            send(
                    Topics.of(store),
                    changed.changed().stream()
                            .filter(line -> line.store().equals(store))
                            .toList(),
                    changed.closed().stream()
                            .filter(line -> line.store().equals(store))
                            .toList(),
                    false);
        }
    }

    private void send(String topic, List<RestockLine> lines, List<Closed> closed, boolean bulk) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        fanout.send(
                topic,
                new PlanMessage("plan", now, lines, closed, bulk),
                new PlanMessage("plan", now, List.of(), List.of(), true));
    }
}
