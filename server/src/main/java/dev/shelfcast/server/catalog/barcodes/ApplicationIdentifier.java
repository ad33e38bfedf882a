package dev.shelfcast.server.catalog.barcodes;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a value in a GS1 code means and how it is written (GS1 General Specifications, section 3). Predefined ones have
 * a length that scanners know (figure 7.8.5-2), so that no separator follows; the length counts characters.
 */
record ApplicationIdentifier(String code, String title, Kind kind, int shortest, int longest, boolean predefined) {

    enum Kind {
        DIGITS,
        /** Digits, the last of them a check digit. */
        CHECKED,
        DATE,
        /** Digits with as many decimals as the last digit of the identifier says. */
        DECIMAL,
        /** The same after a currency's three digits (ISO 4217). */
        AMOUNT,
        TEXT
    }

    private static final int FULL = 6;
    private static final Map<String, ApplicationIdentifier> KNOWN = known();

    /** The one that the text has at this place. */
    static @Nullable ApplicationIdentifier at(String text, int from) {
        for (int length = 2; length <= 4 && from + length <= text.length(); length++) {
            ApplicationIdentifier found = KNOWN.get(text.substring(from, from + length));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    static @Nullable ApplicationIdentifier of(String code) {
        return KNOWN.get(code);
    }

    static Iterable<ApplicationIdentifier> all() {
        return KNOWN.values();
    }

    int decimals() {
        return code.charAt(code.length() - 1) - '0';
    }

    private static Map<String, ApplicationIdentifier> known() {
        Table table = new Table(new HashMap<>());
        table.fixed("00", "SSCC", Kind.CHECKED, 18);
        table.fixed("01", "GTIN", Kind.CHECKED, 14);
        table.fixed("02", "GTIN of the content", Kind.CHECKED, 14);
        table.fixed("11", "production date", Kind.DATE, FULL);
        table.fixed("12", "due date", Kind.DATE, FULL);
        table.fixed("13", "packaging date", Kind.DATE, FULL);
        table.fixed("15", "best before", Kind.DATE, FULL);
        table.fixed("16", "sell by", Kind.DATE, FULL);
        table.fixed("17", "expiry", Kind.DATE, FULL);
        table.fixed("20", "variant", Kind.DIGITS, 2);
        table.upTo("10", "lot", Kind.TEXT, 20);
        table.upTo("21", "serial number", Kind.TEXT, 20);
        table.upTo("22", "consumer variant", Kind.TEXT, 20);
        table.upTo("240", "additional item number", Kind.TEXT, 30);
        table.upTo("241", "customer's part number", Kind.TEXT, 30);
        table.upTo("250", "secondary serial number", Kind.TEXT, 30);
        table.upTo("30", "count", Kind.DIGITS, 8);
        table.upTo("37", "count of the content", Kind.DIGITS, 8);
        table.upTo("400", "order number", Kind.TEXT, 30);
        table.upTo("401", "consignment number", Kind.TEXT, 30);
        for (int at = 410; at <= 417; at++) {
            table.fixed(String.valueOf(at), "GLN", Kind.CHECKED, 13);
        }
        table.upTo("420", "postal code to deliver to", Kind.TEXT, 20);
        table.exactly("422", "country of origin", 3);
        table.exactly("7003", "expiry date and time", 10);
        table.exactly("8005", "price per unit", 6);
        for (int decimals = 0; decimals <= 5; decimals++) {
            table.fixed("310" + decimals, "net weight, kg", Kind.DECIMAL, FULL);
            table.fixed("311" + decimals, "length, m", Kind.DECIMAL, FULL);
            table.fixed("314" + decimals, "area, m²", Kind.DECIMAL, FULL);
            table.fixed("315" + decimals, "net volume, l", Kind.DECIMAL, FULL);
            table.fixed("316" + decimals, "net volume, m³", Kind.DECIMAL, FULL);
            table.fixed("320" + decimals, "net weight, lb", Kind.DECIMAL, FULL);
            table.fixed("330" + decimals, "gross weight, kg", Kind.DECIMAL, FULL);
            table.fixed("340" + decimals, "gross weight, lb", Kind.DECIMAL, FULL);
        }
        for (int decimals = 0; decimals <= 9; decimals++) {
            table.upTo("390" + decimals, "amount payable", Kind.DECIMAL, 15);
            table.upTo("392" + decimals, "price", Kind.DECIMAL, 15);
            table.put(new ApplicationIdentifier(
                    "391" + decimals, "amount payable with currency", Kind.AMOUNT, 4, 18, false));
            table.put(new ApplicationIdentifier("393" + decimals, "price with currency", Kind.AMOUNT, 4, 18, false));
        }
        return Map.copyOf(table.rows());
    }

    private record Table(Map<String, ApplicationIdentifier> rows) {

        void put(ApplicationIdentifier one) {
            rows.put(one.code(), one);
        }

        void fixed(String code, String title, Kind kind, int length) {
            put(new ApplicationIdentifier(code, title, kind, length, length, true));
        }

        void exactly(String code, String title, int length) {
            put(new ApplicationIdentifier(code, title, Kind.DIGITS, length, length, false));
        }

        void upTo(String code, String title, Kind kind, int longest) {
            put(new ApplicationIdentifier(code, title, kind, 1, longest, false));
        }
    }
}
