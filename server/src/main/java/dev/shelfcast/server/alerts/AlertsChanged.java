package dev.shelfcast.server.alerts;

import java.util.List;

/**
 * Alerts are new or stand otherwise than before; published in the transaction that changed them.
 *
 * @param bulk too many to name: the list is empty, and whoever shows alerts reads them again
 */
public record AlertsChanged(List<Alert> alerts, boolean bulk) {

    public AlertsChanged {
        alerts = List.copyOf(alerts);
    }
}
