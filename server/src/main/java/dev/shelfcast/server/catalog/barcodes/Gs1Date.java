package dev.shelfcast.server.catalog.barcodes;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;

/** Dates of six digits (GS1 General Specifications, 7.12): the century is the nearest, day 00 the month's last. */
final class Gs1Date {

    private static final int CENTURY = 100;

    private Gs1Date() {}

    /** @throws DateTimeException when there is no such month or day */
    static LocalDate of(String yymmdd, int thisYear) {
        int twoDigits = Integer.parseInt(yymmdd.substring(0, 2));
        int ahead = twoDigits - thisYear % CENTURY;
        int century = thisYear - thisYear % CENTURY;
        if (ahead > CENTURY / 2) {
            century -= CENTURY;
        } else if (ahead < -(CENTURY / 2 - 1)) {
            century += CENTURY;
        }
        YearMonth month = YearMonth.of(century + twoDigits, Integer.parseInt(yymmdd.substring(2, 4)));
        int day = Integer.parseInt(yymmdd.substring(4));
        return day == 0 ? month.atEndOfMonth() : month.atDay(day);
    }
}
