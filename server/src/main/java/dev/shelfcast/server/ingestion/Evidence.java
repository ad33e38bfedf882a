package dev.shelfcast.server.ingestion;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the fields of a file say about the order of day and month, and about the decimal mark. */
final class Evidence {

    private final int date;
    private final int[] numbers;
    private final String dateName;

    private long dayFirst;
    private long monthFirst;
    private long eitherOrder;
    private long commaDecimals;
    private long pointDecimals;
    private long eitherComma;
    private long eitherPoint;
    private String remark = "";

    Evidence(Header header) {
        this.date = header.column(Field.DATE);
        this.dateName = header.nameOf(Field.DATE);
        this.numbers = new int[] {
            header.column(Field.QUANTITY),
            header.column(Field.PRICE),
            header.column(Field.UNIT_COST),
            header.column(Field.STOCK)
        };
    }

    void read(RecordReader records, long headerLine) throws IOException {
        while (records.next()) {
            if (records.line() <= headerLine) {
                continue;
            }
            if (date >= 0 && date < records.count()) {
                lookAtDate(records.buffer(), records.start(date), records.end(date));
            }
            for (int column : numbers) {
                if (column >= 0 && column < records.count()) {
                    lookAtNumber(records.buffer(), records.start(column), records.end(column));
                }
            }
        }
    }

    private void lookAtDate(char[] chars, int start, int end) {
        int p = start;
        while (p < end && chars[p] <= ' ') {
            p++;
        }
        int first = 0;
        int from = p;
        for (; p < end && chars[p] >= '0' && chars[p] <= '9' && p - from < 3; p++) {
            first = first * 10 + chars[p] - '0';
        }
        if (p == from || p - from > 2 || p >= end || chars[p] != '/' && chars[p] != '-') {
            return;
        }
        char separator = chars[p++];
        int second = 0;
        int secondFrom = p;
        for (; p < end && chars[p] >= '0' && chars[p] <= '9' && p - secondFrom < 3; p++) {
            second = second * 10 + chars[p] - '0';
        }
        if (p == secondFrom || p >= end || chars[p] != separator) {
            return;
        }
        if (first > 12 && second <= 12) {
            dayFirst++;
        } else if (second > 12 && first <= 12) {
            monthFirst++;
        } else if (first != second) {
            eitherOrder++;
        }
    }

    private void lookAtNumber(char[] chars, int start, int end) {
        int commas = 0;
        int points = 0;
        int last = -1;
        int digitsAfter = 0;
        for (int p = start; p < end; p++) {
            char c = chars[p];
            if (c == ',' || c == '.') {
                commas += c == ',' ? 1 : 0;
                points += c == '.' ? 1 : 0;
                last = p;
                digitsAfter = 0;
            } else if (c >= '0' && c <= '9') {
                digitsAfter++;
            }
        }
        if (last < 0 || digitsAfter == 0) {
            return;
        }
        boolean comma = chars[last] == ',';
        boolean sure = digitsAfter != 3 || commas > 0 && points > 0;
        boolean manyOfOne = (comma ? commas : points) > 1; // 1,234,567: a mark that repeats parts thousands
        if (manyOfOne) {
            count(!comma);
        } else if (sure) {
            count(comma);
        } else if (comma) {
            eitherComma++;
        } else {
            eitherPoint++;
        }
    }

    private void count(boolean comma) {
        commaDecimals += comma ? 1 : 0;
        pointDecimals += comma ? 0 : 1;
    }

    boolean datesOpen(@Nullable DayOrder told) {
        return told == null && dayFirst + monthFirst + eitherOrder > 0;
    }

    boolean decimalsOpen(@Nullable Character told) {
        return told == null && commaDecimals + pointDecimals == 0 && eitherComma + eitherPoint > 0;
    }

    DayOrder dayOrder(@Nullable DayOrder told) throws UnreadableFile {
        if (told != null) {
            return told;
        }
        if (dayFirst > 0 && monthFirst > 0 && Math.min(dayFirst, monthFirst) * 100 > dayFirst + monthFirst) {
            throw new UnreadableFile(("The dates in %s contradict each other: %d can only be day/month and %d only"
                            + " month/day. Maybe send the file again with date_order=DAY_FIRST or MONTH_FIRST;"
                            + " rows that don't fit are then refused.")
                    .formatted(dateName, dayFirst, monthFirst));
        }
        if (dayFirst == 0 && monthFirst == 0 && eitherOrder > 0) {
            throw new UnreadableFile(("Whether days or months come first in %s cannot be told: all %d dates read both"
                            + " ways. Send the file again with date_order=DAY_FIRST or date_order=MONTH_FIRST.")
                    .formatted(dateName, eitherOrder));
        }
        DayOrder order = monthFirst > dayFirst ? DayOrder.MONTH_FIRST : DayOrder.DAY_FIRST;
        if (dayFirst + monthFirst > 0) {
            remark = "Dates were read with the %s first, as %d of them show."
                    .formatted(order == DayOrder.DAY_FIRST ? "day" : "month", Math.max(dayFirst, monthFirst));
        }
        return order;
    }

    char decimalMark(@Nullable Character told, char delimiter) throws UnreadableFile {
        if (told != null) {
            return told;
        }
        if (commaDecimals + pointDecimals > 0) {
            return commaDecimals > pointDecimals ? ',' : '.';
        }
        // "1.234" alone is most likely three decimals of a weight; beside semicolons it may as well be a thousand.
        if (eitherComma > 0 || eitherPoint > 0 && delimiter == ';') {
            throw new UnreadableFile(("Whether the %s in numbers such as 1%s234 parts decimals or thousands cannot be"
                            + " told. Send the file again with decimal=, or decimal=.")
                    .formatted(eitherComma > 0 ? "comma" : "point", eitherComma > 0 ? "," : "."));
        }
        return '.';
    }

    String remark() {
        return remark;
    }
}
