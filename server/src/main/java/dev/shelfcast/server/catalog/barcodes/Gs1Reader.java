package dev.shelfcast.server.catalog.barcodes;

import dev.shelfcast.server.catalog.Gtin;
import dev.shelfcast.server.catalog.barcodes.ApplicationIdentifier.Kind;
import dev.shelfcast.server.catalog.barcodes.Gs1Code.Element;
import dev.shelfcast.server.catalog.barcodes.Gs1Code.Syntax;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a code as scanners send it (with symbology prefix and FNC1 as 0x1D, or its picture U+241D), as people type it
 * ({@code (01)…(17)…}), as phones see it (a GS1 Digital Link), or a bare GTIN.
 */
final class Gs1Reader {

    private static final int LONGEST = 1_000;
    /** GS1-128, DataBar, DataMatrix, QR code and DotCode in their GS1 variants (GS1 General Specifications, 5.1.3). */
    private static final Set<String> OF_GS1 = Set.of("]C1", "]e0", "]d2", "]Q3", "]J1");
    /** EAN and UPC; Code 128, DataMatrix and QR code that don't say that they are of GS1. */
    private static final Set<String> PLAIN = Set.of("]E0", "]E3", "]E4", "]C0", "]d1", "]Q1", "]I1");

    private final String text;
    private final int thisYear;
    private final List<Element> elements = new ArrayList<>();

    private Gs1Reader(String text, int thisYear) {
        this.text = text;
        this.thisYear = thisYear;
    }

    static Gs1Code read(String given, int thisYear) {
        String text = given.stripTrailing();
        if (text.isBlank()) {
            throw Gs1Problem.at(0, "", "there is nothing to read");
        }
        if (text.length() > LONGEST) {
            throw Gs1Problem.at(LONGEST, text, "a code has at most %d characters".formatted(LONGEST));
        }
        Gs1Reader reader = new Gs1Reader(text, thisYear);
        Syntax syntax = reader.readFrom(text.length() - text.stripLeading().length());
        return new Gs1Code(syntax, reader.elements);
    }

    private Syntax readFrom(int start) {
        int from = start;
        if (text.charAt(from) == ']') {
            String prefix = text.substring(from, Math.min(from + 3, text.length()));
            from += prefix.length();
            if (OF_GS1.contains(prefix)) {
                return elementString(from);
            }
            if (!PLAIN.contains(prefix)) {
                throw Gs1Problem.at(start, prefix, "no symbology prefix of a barcode that can be read here");
            }
        }
        String rest = text.substring(from);
        if (rest.matches("\\d{8}|\\d{12,14}")) {
            elements.add(new Element(gtinIdentifier(), gtin(rest, from)));
            return Syntax.GTIN;
        }
        if (rest.startsWith("(")) {
            return human(from);
        }
        if (rest.contains("/")) {
            Gs1Link.read(text, from, this::add);
            return Syntax.DIGITAL_LINK;
        }
        if (rest.matches("\\d{1,11}")) {
            throw Gs1Problem.at(from, rest, "a barcode's number has 8, 12, 13 or 14 digits, not " + rest.length());
        }
        return elementString(from);
    }

    private Syntax elementString(int from) {
        int at = from;
        while (at < text.length()) {
            if (isSeparator(at)) {
                at++;
                continue;
            }
            ApplicationIdentifier ai = identifierAt(at);
            int valueAt = at + ai.code().length();
            int end = valueAt;
            while (end < text.length() && !isSeparator(end) && !(ai.predefined() && end - valueAt == ai.longest())) {
                end++;
            }
            add(ai, text.substring(valueAt, end), valueAt);
            at = end;
        }
        return Syntax.ELEMENT_STRING;
    }

    /** A value ends where the next known identifier stands in brackets, so that a lot may have brackets of its own. */
    private Syntax human(int from) {
        int at = from;
        while (at < text.length()) {
            int close = text.indexOf(')', at);
            if (text.charAt(at) != '(' || close < 0) {
                throw Gs1Problem.at(at, text.substring(at), "an identifier in brackets is expected, such as (10)");
            }
            ApplicationIdentifier ai = ApplicationIdentifier.of(text.substring(at + 1, close));
            if (ai == null) {
                throw unknown(at + 1, text.substring(at + 1, close));
            }
            int end = close + 1;
            while (end < text.length() && !isBracketed(end)) {
                end++;
            }
            add(ai, text.substring(close + 1, end), close + 1);
            at = end;
        }
        return Syntax.HUMAN;
    }

    private boolean isBracketed(int at) {
        int close = text.charAt(at) == '(' ? text.indexOf(')', at) : -1;
        return close > 0 && ApplicationIdentifier.of(text.substring(at + 1, close)) != null;
    }

    private boolean isSeparator(int at) {
        return text.charAt(at) == 0x1D || text.charAt(at) == 0x241D;
    }

    private ApplicationIdentifier identifierAt(int at) {
        ApplicationIdentifier ai = ApplicationIdentifier.at(text, at);
        if (ai == null) {
            throw unknown(at, text.substring(at, Math.min(at + 4, text.length())));
        }
        return ai;
    }

    static RuntimeException unknown(int at, String digits) {
        return Gs1Problem.at(
                at,
                digits,
                "no identifier of GS1 that can be read here; maybe the separator (FNC1) before it was lost, or the "
                        + "one before has a wrong length");
    }

    /** Checks the value and keeps it; the same again is no harm, another one is. */
    private void add(ApplicationIdentifier ai, String given, int at) {
        boolean ofGtin = ai.equals(gtinIdentifier()) && given.matches("\\d{8}|\\d{12,13}");
        String value = ofGtin ? gtin(given, at) : given;
        check(ai, value, at);
        for (Element known : elements) {
            if (known.ai().equals(ai) && !known.value().equals(value)) {
                throw Gs1Problem.at(at, value, "a second %s; '%s' was read before".formatted(named(ai), known.value()));
            }
        }
        elements.removeIf(known -> known.ai().equals(ai));
        elements.add(new Element(ai, value));
    }

    private void check(ApplicationIdentifier ai, String value, int at) {
        if (value.length() < ai.shortest() || value.length() > ai.longest()) {
            throw Gs1Problem.at(at, value, lengthReason(ai, value.length()));
        }
        boolean digits = ai.kind() != Kind.TEXT;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (digits ? c < '0' || c > '9' : !isOfTheSet(c)) {
                throw Gs1Problem.at(
                        at + i,
                        String.valueOf(c),
                        "no %s that %s may have".formatted(digits ? "digit" : "character", named(ai)));
            }
        }
        if (ai.kind() == Kind.CHECKED) {
            int right = Gtin.checkDigit(value.substring(0, value.length() - 1));
            if (value.charAt(value.length() - 1) - '0' != right) {
                throw Gs1Problem.at(at, value, "the check digit of %s would be %d".formatted(named(ai), right));
            }
        }
        if (ai.kind() == Kind.DATE) {
            checkDate(ai, value, at);
        }
    }

    private void checkDate(ApplicationIdentifier ai, String value, int at) {
        try {
            Gs1Date.of(value, thisYear);
        } catch (DateTimeException noDate) {
            throw Gs1Problem.at(at, value, "%s is no date of year, month and day (YYMMDD)".formatted(named(ai)));
        }
    }

    private static String lengthReason(ApplicationIdentifier ai, int length) {
        boolean digits = ai.kind() != Kind.TEXT;
        String what = digits ? "digits" : "characters";
        if (ai.shortest() == ai.longest()) {
            return "%s has %d %s, not %d".formatted(named(ai), ai.longest(), what, length);
        }
        String reason = "%s has %d to %d %s, not %d".formatted(named(ai), ai.shortest(), ai.longest(), what, length);
        return length > ai.longest() ? reason + "; maybe the scanner leaves out the separator (FNC1)" : reason;
    }

    private static String gtin(String digits, int at) {
        String padded = "0".repeat(14 - digits.length()) + digits;
        int right = Gtin.checkDigit(padded.substring(0, 13));
        if (padded.charAt(13) - '0' != right) {
            throw Gs1Problem.at(at, digits, "its check digit would be " + right);
        }
        return padded;
    }

    private static ApplicationIdentifier gtinIdentifier() {
        return java.util.Objects.requireNonNull(ApplicationIdentifier.of("01"));
    }

    private static String named(ApplicationIdentifier ai) {
        return "(%s) %s".formatted(ai.code(), ai.title());
    }

    /** The 82 characters of GS1 General Specifications, figure 7.11-1. */
    private static boolean isOfTheSet(char c) {
        return c >= '0' && c <= '9'
                || c >= 'A' && c <= 'Z'
                || c >= 'a' && c <= 'z'
                || "!\"%&'()*+,-./:;<=>?_".indexOf(c) >= 0;
    }
}
