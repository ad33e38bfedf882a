package dev.shelfcast.learning;

import dev.shelfcast.forecast.Frequency;
import dev.shelfcast.forecast.Series;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * The time of a batch: its step, the short span that windows are multiples of, its season and its year, all in steps.
 *
 * @param frequency the calendar step
 * @param dated whether the series carry dates
 * @param unit short span: a day of hours, a week of days, four weeks, three months
 * @param period season of the shared profile, 1 for none
 * @param year steps of the long cycle, a multiple of the unit for days so that weekdays match
 */
record Rhythm(Frequency frequency, boolean dated, int unit, int period, int year) {
    /** Longer seasons have too little history for a factor each; the long cycle's features speak for them. */
    private static final int LONGEST_PERIOD = 31;

    private static final int CALENDAR = 6;

    /** Places within what {@link #calendar} writes. */
    static final int DAY = 2;

    static final int DAY_FROM_END = 3;
    static final int WEEK = 4;
    static final int MONTH = 5;

    static Rhythm of(Series series) {
        int period = series.period() <= LONGEST_PERIOD ? series.period() : 1;
        boolean dated = series.start() != null;
        return switch (series.frequency()) {
            case HOURLY -> new Rhythm(Frequency.HOURLY, dated, 24, period, 168);
            case DAILY -> new Rhythm(Frequency.DAILY, dated, 7, period, 364);
            case WEEKLY -> new Rhythm(Frequency.WEEKLY, dated, 4, period, 52);
            case MONTHLY -> new Rhythm(Frequency.MONTHLY, dated, 3, period, 12);
        };
    }

    /** The step number of a series' first value since 1970; without a start it ends {@code behind} steps before 0. */
    static long clock(Series series, int behind) {
        LocalDateTime start = series.start();
        if (start == null) {
            return -series.length() - behind;
        }
        LocalDateTime epoch = LocalDateTime.of(1970, 1, 1, 0, 0);
        return switch (series.frequency()) {
            case HOURLY -> ChronoUnit.HOURS.between(epoch, start);
            case DAILY -> ChronoUnit.DAYS.between(epoch, start);
            case WEEKLY -> Math.floorDiv(ChronoUnit.DAYS.between(epoch, start), 7);
            case MONTHLY -> ChronoUnit.MONTHS.between(epoch, start);
        };
    }

    /** Steps of a calendar month. */
    int month() {
        return switch (frequency) {
            case HOURLY -> 730;
            case DAILY -> 30;
            case WEEKLY -> 4;
            case MONTHLY -> 1;
        };
    }

    /** Steps of a calendar year, rounded down. */
    int calendarYear() {
        return frequency == Frequency.HOURLY ? 8_760 : year;
    }

    int phase(long clock) {
        return Math.floorMod(clock, period);
    }

    /** The number of values that {@link #calendar} writes. */
    static int calendarSize() {
        return CALENDAR;
    }

    /** Writes hour, weekday, day of month, day from the month's end, week of year, month; NaN where without meaning. */
    void calendar(long clock, float[] row, int at) {
        for (int k = 0; k < CALENDAR; k++) {
            row[at + k] = Float.NaN;
        }
        if (!dated) {
            row[at] = period > 1 ? phase(clock) : Float.NaN;
            return;
        }
        LocalDate day = switch (frequency) {
            case HOURLY -> LocalDate.ofEpochDay(Math.floorDiv(clock, 24));
            case DAILY -> LocalDate.ofEpochDay(clock);
            case WEEKLY -> LocalDate.ofEpochDay(clock * 7);
            case MONTHLY -> LocalDate.of(1970, 1, 1).plusMonths(clock);
        };
        if (frequency == Frequency.HOURLY) {
            row[at] = Math.floorMod(clock, 24);
        }
        if (frequency == Frequency.HOURLY || frequency == Frequency.DAILY) {
            row[at + 1] = day.getDayOfWeek().getValue();
        }
        if (frequency != Frequency.MONTHLY) {
            row[at + 2] = day.getDayOfMonth();
            row[at + 3] = day.lengthOfMonth() - day.getDayOfMonth();
            row[at + 4] = (day.getDayOfYear() - 1) / 7;
        }
        row[at + 5] = day.getMonthValue();
    }
}
