package dev.shelfcast.forecast.command;

import dev.shelfcast.forecast.Frequency;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns the texts of the ds column into step numbers and back: dates, times with hours, or plain whole numbers. Months
 * keep their day, or their end where every date is the last of its month; weeks keep their weekday.
 */
final class Steps {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    private final Frequency frequency;
    private final Map<String, Long> known = new HashMap<>();
    private boolean plainNumbers;
    private boolean monthEnds = true;
    private boolean withTime;
    private char separator = ' ';
    private int dayOfMonth = 1;
    private int weekOffset = -1;

    Steps(Frequency frequency) {
        this.frequency = frequency;
    }

    /** The step number of a text. */
    long number(String text, CsvLines lines) {
        Long before = known.get(text);
        if (before != null) {
            return before;
        }
        long number;
        if (text.matches("-?\\d{1,7}")) {
            plainNumbers = true;
            number = Long.parseLong(text);
        } else {
            number = number(time(text, lines), text, lines);
        }
        known.put(text, number);
        return number;
    }

    private long number(LocalDateTime time, String text, CsvLines lines) {
        switch (frequency) {
            case HOURLY:
                return ChronoUnit.HOURS.between(EPOCH, time);
            case DAILY:
                return ChronoUnit.DAYS.between(EPOCH, time);
            case WEEKLY:
                long days = ChronoUnit.DAYS.between(EPOCH, time);
                int offset = Math.floorMod(days, 7);
                if (weekOffset >= 0 && weekOffset != offset) {
                    throw lines.refused(
                            "has the date " + text + ", which is not a whole number of weeks from the others");
                }
                weekOffset = offset;
                return Math.floorDiv(days, 7);
            default:
                monthEnds &= time.getDayOfMonth() == time.toLocalDate().lengthOfMonth();
                dayOfMonth = Math.max(dayOfMonth, time.getDayOfMonth());
                return ChronoUnit.MONTHS.between(YearMonth.of(1970, 1), YearMonth.from(time));
        }
    }

    private LocalDateTime time(String text, CsvLines lines) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay();
            }
            if (text.length() > 10) {
                withTime = true;
                separator = text.charAt(10);
                String plain = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
                return LocalDateTime.parse(plain.substring(0, 10) + "T" + plain.substring(11));
            }
        } catch (DateTimeParseException notDate) {
            // Falls through to the refusal.
        }
        throw lines.refused("has '" + text + "' where a date like 2026-01-31 belongs");
    }

    /** The time at which a series' step begins; an arbitrary clock for plain numbers. */
    LocalDateTime timeOf(long number) {
        return switch (frequency) {
            case HOURLY -> EPOCH.plusHours(number);
            case DAILY -> EPOCH.plusDays(number);
            case WEEKLY -> EPOCH.plusDays(number * 7 + Math.max(0, weekOffset));
            case MONTHLY -> EPOCH.plusMonths(number);
        };
    }

    /** The text of a step number, in the form of the input. */
    String text(long number) {
        if (plainNumbers) {
            return Long.toString(number);
        }
        LocalDateTime time = timeOf(number);
        if (frequency == Frequency.MONTHLY) {
            int length = time.toLocalDate().lengthOfMonth();
            time = time.withDayOfMonth(monthEnds ? length : Math.min(length, dayOfMonth));
        }
        if (!withTime && frequency != Frequency.HOURLY) {
            return time.toLocalDate().toString();
        }
        return time.toLocalDate() + Character.toString(separator) + time.toLocalTime() + ":00";
    }
}
