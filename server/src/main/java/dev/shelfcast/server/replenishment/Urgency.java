package dev.shelfcast.server.replenishment;

/** How soon the shelf is empty: within the forecast of 1, 7 or 30 days. */
public enum Urgency {
    CRITICAL,
    HIGH,
    MEDIUM
}
