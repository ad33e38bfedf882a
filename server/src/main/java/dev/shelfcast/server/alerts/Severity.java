package dev.shelfcast.server.alerts;

/** How soon somebody has to look: at once, today, this week, when there is time. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW
}
