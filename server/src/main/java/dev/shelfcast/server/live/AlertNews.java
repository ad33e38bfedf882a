package dev.shelfcast.server.live;

import dev.shelfcast.server.alerts.Alert;
import dev.shelfcast.server.alerts.AlertsChanged;
import dev.shelfcast.server.shared.StoreCode;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells open pages how alerts stand; those of the chain only to who sees all stores. */
@Component
class AlertNews {

    private final Fanout fanout;
    private final Pulse pulse;
    private final Clock clock;

    AlertNews(Fanout fanout, Pulse pulse, Clock clock) {
        this.fanout = fanout;
        this.pulse = pulse;
        this.clock = clock;
    }

    /** Alerts as they stand now; {@code bulk} means that the page has to ask. */
    record AlertMessage(String type, OffsetDateTime at, List<Alert> alerts, boolean bulk) {}

    @TransactionalEventListener(fallbackExecution = true)
    void on(AlertsChanged changed) {
        pulse.now(() -> tell(changed));
    }

    private void tell(AlertsChanged changed) {
        send(Topics.CHAIN, changed.alerts(), changed.bulk());
        List<StoreCode> stores = changed.alerts().stream()
                .flatMap(alert -> Optional.ofNullable(alert.store()).stream())
                .distinct()
                .toList();
        for (StoreCode store : stores) {
            List<Alert> own = changed.alerts().stream()
                    .filter(alert -> Objects.equals(alert.store(), store))
                    .toList();
            send(Topics.of(store), own, false);
        }
    }

    private void send(String topic, List<Alert> alerts, boolean bulk) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        fanout.send(
                topic, new AlertMessage("alert", now, alerts, bulk), new AlertMessage("alert", now, List.of(), true));
    }
}
