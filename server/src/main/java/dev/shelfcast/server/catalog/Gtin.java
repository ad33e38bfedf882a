package dev.shelfcast.server.catalog;

import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import java.util.List;

/** The number under a barcode: 8, 12, 13 or 14 digits, the last of them a check digit; kept as 14 digits. */
public final class Gtin {

    private static final int STORED_LENGTH = 14;

    private Gtin() {}

    /** The GTIN as 14 digits with leading zeros; refused when its length or its check digit is wrong. */
    public static String of(String given) {
        String digits = given.strip();
        if (!digits.matches("\\d{8}|\\d{12}|\\d{13}|\\d{14}")) {
            throw refusal(given, "a GTIN has 8, 12, 13 or 14 digits");
        }
        String padded = "0".repeat(STORED_LENGTH - digits.length()) + digits;
        int expected = checkDigit(padded.substring(0, STORED_LENGTH - 1));
        if (padded.charAt(STORED_LENGTH - 1) - '0' != expected) {
            throw refusal(given, "its check digit would be " + expected);
        }
        return padded;
    }

    /** The digit that follows these: weights 3, 1, 3, … from the right (GS1 General Specifications, 7.9). */
    public static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return (10 - sum % 10) % 10;
    }

    private static Invalid refusal(String given, String reason) {
        return new Invalid(
                "BARCODE_INVALID",
                "The barcode '%s' is not valid: %s. Maybe scan it again.".formatted(given, reason),
                List.of(new FieldProblem("barcode", reason, given)));
    }
}
