package dev.shelfcast.server.shared;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Function;

/** What a quantity (3 decimals) and an amount of money (4 decimals) may be. */
public final class Decimals {

    private static final int QUANTITY_SCALE = 3;
    private static final int MONEY_SCALE = 4;
    /** Columns are numeric(18,3) and numeric(18,4); one bound serves both and keeps sums far from the limit. */
    private static final BigDecimal LARGEST = new BigDecimal("1000000000000");

    private Decimals() {}

    /** The quantity without trailing zeros, refused when it has more than 3 decimals or is beyond 10^12. */
    public static BigDecimal quantity(BigDecimal value) {
        return checked("quantity", value, QUANTITY_SCALE);
    }

    /** The amount without trailing zeros, refused when it has more than 4 decimals or is beyond 10^12. */
    public static BigDecimal money(BigDecimal value) {
        return checked("amount", value, MONEY_SCALE);
    }

    /** The same number without trailing zeros and without an exponent: 40, not 4E+1. */
    public static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** A field of the rows as a statement takes many numbers at once: an array of texts, cast to numeric[]. */
    public static <T> String[] texts(Collection<T> rows, Function<T, BigDecimal> field) {
        return rows.stream().map(row -> field.apply(row).toPlainString()).toArray(String[]::new);
    }

    private static BigDecimal checked(String what, BigDecimal value, int scale) {
        // The exponent is looked at before anything expands it: 1E+999999999 must not be written out.
        if ((long) value.precision() - value.scale() > 13 || value.abs().compareTo(LARGEST) > 0) {
            throw new Invalid("NUMBER_TOO_LARGE", "The %s %s is beyond 10^12.".formatted(what, shown(value)));
        }
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > scale) {
            throw new Invalid(
                    "NUMBER_TOO_PRECISE",
                    "The %s %s has %d decimals; at most %d are kept. Maybe round it."
                            .formatted(what, shown(value), stripped.scale(), scale));
        }
        return plain(stripped);
    }

    private static String shown(BigDecimal value) {
        String text = value.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
