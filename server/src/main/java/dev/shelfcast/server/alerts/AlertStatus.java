package dev.shelfcast.server.alerts;

/** Where an alert stands: nobody has looked, somebody has it in hand, it is over. */
public enum AlertStatus {
    OPEN,
    ACKNOWLEDGED,
    RESOLVED
}
