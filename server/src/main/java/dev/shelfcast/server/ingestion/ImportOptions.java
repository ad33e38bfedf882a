package dev.shelfcast.server.ingestion;

import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the sender of a file said about it; each is null where the file shall speak for itself. */
record ImportOptions(
        @Nullable Kind kind,
        @Nullable ZoneId timeZone,
        @Nullable DayOrder dayOrder,
        @Nullable Character decimalMark) {

    static ImportOptions of(
            @Nullable String kind, @Nullable String timeZone, @Nullable String dateOrder, @Nullable String decimal) {
        return new ImportOptions(kind(kind), zone(timeZone), order(dateOrder), mark(decimal));
    }

    private static @Nullable Kind kind(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Kind.valueOf(text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw wrong("kind", text, "one of SALES, PRODUCTS, INVENTORY, or left out");
        }
    }

    private static @Nullable ZoneId zone(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return ZoneId.of(text.strip());
        } catch (DateTimeException unknown) {
            throw wrong("time_zone", text, "a zone such as Asia/Kolkata or +05:30");
        }
    }

    private static @Nullable DayOrder order(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "DAY_FIRST", "DMY", "DD/MM" -> DayOrder.DAY_FIRST;
            case "MONTH_FIRST", "MDY", "MM/DD" -> DayOrder.MONTH_FIRST;
            default -> throw wrong("date_order", text, "DAY_FIRST or MONTH_FIRST");
        };
    }

    private static @Nullable Character mark(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case ".", "POINT", "DOT" -> '.';
            case ",", "COMMA" -> ',';
            default -> throw wrong("decimal", text, "a point or a comma");
        };
    }

    private static Invalid wrong(String field, String value, String expected) {
        return new Invalid(
                "UPLOAD_OPTION_INVALID",
                "The %s '%s' is not known; it is %s.".formatted(field, value, expected),
                List.of(new FieldProblem(field, "is " + expected, value)));
    }
}
