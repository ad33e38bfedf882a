package dev.shelfcast.server.ingestion;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;

/**
 * Reads a date with or without time and offset, as shops write them: 2026-11-20, 2026-11-20T09:30:00+05:30, 20/11/2026
 * 9:30 PM, 20.11.26, 20-Nov-2026, 20261120, or Excel's number of days. One object is used for all rows.
 */
final class Moment {

    static final int NO_TIME = -1;
    static final int NO_OFFSET = Integer.MIN_VALUE;
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    /** Excel's day 0 as a day of 1970; its imaginary 29 February 1900 is far below the days accepted. */
    private static final int EXCEL_EPOCH_DAY = -25_569;

    private static final int EXCEL_FIRST = 20_000; // October 1954
    private static final int EXCEL_LAST = 80_000; // January 2119

    private final DayOrder order;
    private char[] chars = new char[0];
    private int p;
    private int to;
    private long cachedDate = -1;
    private int cachedEpochDay;

    int epochDay;
    /** Seconds of the day, or {@link #NO_TIME}. */
    int second;

    int micros;
    /** Seconds east of Greenwich, or {@link #NO_OFFSET}. */
    int offset;

    Moment(DayOrder order) {
        this.order = order;
    }

    boolean parse(char[] text, int start, int end) {
        chars = text;
        p = start;
        to = end;
        while (p < to && chars[p] <= ' ') {
            p++;
        }
        while (to > p && chars[to - 1] <= ' ') {
            to--;
        }
        second = NO_TIME;
        micros = 0;
        offset = NO_OFFSET;
        return to - p >= 5 && to - p <= 40 && date() && (p == to || time() && (p == to || zone()) && p == to);
    }

    private boolean date() {
        int begin = p;
        int first = number();
        int digits = p - begin;
        if (digits == 0) {
            return monthName(0);
        }
        if (p == to || digits == 8) {
            return compact(first, digits);
        }
        char separator = chars[p];
        if (digits == 5 && (separator == '.' || separator == ',')) {
            return excel(first);
        }
        if (separator != '-' && separator != '/' && separator != '.' && separator != ' ') {
            return false;
        }
        p++;
        if (p < to && Character.isLetter(chars[p])) {
            return monthName(first);
        }
        int second2 = number();
        if (p >= to || chars[p] != separator) {
            return false;
        }
        p++;
        int yearAt = p;
        int third = number();
        int thirdDigits = p - yearAt;
        if (digits == 4 && thirdDigits > 0 && thirdDigits <= 2) {
            return day(first, second2, third);
        }
        int year = thirdDigits == 4 ? third : thirdDigits == 2 ? 2000 + third : -1;
        boolean dayFirst = separator == '.' || order == DayOrder.DAY_FIRST;
        return digits <= 2 && day(year, dayFirst ? second2 : first, dayFirst ? first : second2);
    }

    private boolean compact(int value, int digits) {
        if (digits == 8) {
            return day(value / 10_000, value / 100 % 100, value % 100);
        }
        return digits == 5 && excel(value);
    }

    private boolean excel(int days) {
        if (days < EXCEL_FIRST || days > EXCEL_LAST) {
            return false;
        }
        epochDay = days + EXCEL_EPOCH_DAY;
        if (p < to) {
            p++;
            double fraction = 0;
            double unit = 0.1;
            for (; p < to && digit() >= 0; p++, unit /= 10) {
                fraction += digit() * unit;
            }
            second = (int) Math.min(86_399, Math.round(fraction * 86_400));
        }
        return p == to;
    }

    /** 20 Nov 2026, 20-Nov-26, Nov 20, 2026. */
    private boolean monthName(int dayBefore) {
        int begin = p;
        while (p < to && Character.isLetter(chars[p])) {
            p++;
        }
        if (p - begin < 3) {
            return false;
        }
        int at = MONTHS.indexOf(new String(chars, begin, 3).toLowerCase(Locale.ROOT));
        if (at < 0 || at % 3 != 0) {
            return false;
        }
        skipSeparators();
        int dayOfMonth = dayBefore;
        if (dayBefore == 0) {
            dayOfMonth = number();
            skipSeparators();
        }
        int yearAt = p;
        int year = number();
        int digits = p - yearAt;
        return (digits == 4 || digits == 2) && day(digits == 2 ? 2000 + year : year, at / 3 + 1, dayOfMonth);
    }

    private void skipSeparators() {
        while (p < to && (chars[p] == ' ' || chars[p] == '-' || chars[p] == ',' || chars[p] == '.')) {
            p++;
        }
    }

    private boolean day(int year, int month, int dayOfMonth) {
        long date = ((long) year << 16) | (month << 8) | dayOfMonth;
        if (date == cachedDate) {
            epochDay = cachedEpochDay;
            return true;
        }
        if (year < 1900 || year > 2200 || month < 1 || month > 12 || dayOfMonth < 1) {
            return false;
        }
        if (dayOfMonth > YearMonth.of(year, month).lengthOfMonth()) {
            return false;
        }
        epochDay = (int) LocalDate.of(year, month, dayOfMonth).toEpochDay();
        cachedDate = date;
        cachedEpochDay = epochDay;
        return true;
    }

    private boolean time() {
        if (chars[p] != 'T' && chars[p] != 't' && chars[p] != ' ' && chars[p] != ',') {
            return false;
        }
        p++;
        while (p < to && chars[p] == ' ') {
            p++;
        }
        int begin = p;
        int hour = number();
        if (p == begin || p - begin > 2 || p >= to || chars[p] != ':') {
            return false;
        }
        p++;
        int minute = twoDigits();
        int seconds = 0;
        if (p < to && chars[p] == ':') {
            p++;
            seconds = twoDigits();
            fraction();
        }
        if (p + 1 < to && chars[p] == ' ' && Character.isLetter(chars[p + 1])) {
            p++;
        }
        if (p + 1 < to && (chars[p + 1] == 'M' || chars[p + 1] == 'm')) {
            boolean afternoon = chars[p] == 'P' || chars[p] == 'p';
            if (hour < 1 || hour > 12 || !afternoon && chars[p] != 'A' && chars[p] != 'a') {
                return false;
            }
            hour = hour % 12 + (afternoon ? 12 : 0);
            p += 2;
        }
        if (hour > 23 || minute < 0 || minute > 59 || seconds < 0 || seconds > 60) {
            return false;
        }
        second = hour * 3600 + minute * 60 + Math.min(seconds, 59);
        return true;
    }

    private void fraction() {
        if (p >= to || chars[p] != '.' && chars[p] != ',') {
            return;
        }
        p++;
        int unit = 100_000;
        for (; p < to && digit() >= 0; p++, unit /= 10) {
            micros += digit() * unit;
        }
    }

    private boolean zone() {
        if (chars[p] == ' ') {
            p++;
        }
        if (p < to && (chars[p] == 'Z' || chars[p] == 'z')) {
            p++;
            offset = 0;
            return true;
        }
        if (p >= to || chars[p] != '+' && chars[p] != '-') {
            return false;
        }
        int sign = chars[p] == '-' ? -1 : 1;
        p++;
        int hours = twoDigits();
        if (p < to && chars[p] == ':') {
            p++;
        }
        int minutes = p < to ? twoDigits() : 0;
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return false;
        }
        offset = sign * (hours * 3600 + minutes * 60);
        return true;
    }

    private int digit() {
        int digit = chars[p] - '0';
        return digit >= 0 && digit <= 9 ? digit : -1;
    }

    /** Up to 8 digits; the caller looks at how far {@link #p} went. */
    private int number() {
        int value = 0;
        for (int digits = 0; p < to && digit() >= 0 && digits < 9; p++, digits++) {
            value = value * 10 + digit();
        }
        return value;
    }

    private int twoDigits() {
        if (p + 1 >= to || digit() < 0) {
            return -1;
        }
        int tens = digit();
        p++;
        if (digit() < 0) {
            return -1;
        }
        int value = tens * 10 + digit();
        p++;
        return value;
    }
}
