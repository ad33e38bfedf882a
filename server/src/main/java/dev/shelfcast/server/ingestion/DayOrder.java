package dev.shelfcast.server.ingestion;

/** What the first of two numbers in 03/04/2026 is. */
enum DayOrder {
    DAY_FIRST,
    MONTH_FIRST
}
