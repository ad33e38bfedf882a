package dev.shelfcast.forecast;

import java.time.LocalDateTime;

/** The calendar step between two observations of a series. */
public enum Frequency {
    /** One step an hour. */
    HOURLY(24),
    /** One step a day. */
    DAILY(7),
    /** One step a week. */
    WEEKLY(52),
    /** One step a calendar month. */
    MONTHLY(12);

    private final int usualPeriod;

    Frequency(int usualPeriod) {
        this.usualPeriod = usualPeriod;
    }

    /** The seasonal period in steps that people expect at this frequency: 24, 7, 52 or 12. */
    public int usualPeriod() {
        return usualPeriod;
    }

    /** The time {@code steps} steps after {@code time}; negative steps go back. */
    public LocalDateTime plus(LocalDateTime time, long steps) {
        return switch (this) {
            case HOURLY -> time.plusHours(steps);
            case DAILY -> time.plusDays(steps);
            case WEEKLY -> time.plusWeeks(steps);
            case MONTHLY -> time.plusMonths(steps);
        };
    }
}
