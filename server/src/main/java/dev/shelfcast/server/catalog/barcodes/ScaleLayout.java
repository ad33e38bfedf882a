package dev.shelfcast.server.catalog.barcodes;

import dev.shelfcast.server.catalog.Gtin;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * How a label of the house's own scales reads: 13 digits of prefix, item, maybe a digit that guards the value (its
 * rule is each country's own, and it is not checked), value, and check digit. As 14 digits the prefix comes second.
 */
record ScaleLayout(String prefix, int itemDigits, boolean guardDigit, int valueDigits, Value value, int decimals) {

    enum Value {
        /** In kilograms, with the layout's decimals. */
        WEIGHT,
        COUNT,
        PRICE
    }

    private static final int PREFIX_AT = 1;
    private static final int ITEM_AT = 3;
    private static final int CHECK_AT = 13;

    ScaleLayout {
        if (!prefix.matches("02|2\\d")) {
            throw refusal("prefix", "the house's own labels begin with 02 or 20 to 29", prefix);
        }
        if (decimals < 0 || decimals > 3 || decimals > valueDigits) {
            throw refusal("decimals", "0 to 3, and no more than the value has digits", String.valueOf(decimals));
        }
        int sum = itemDigits + (guardDigit ? 1 : 0) + valueDigits;
        if (itemDigits < 1 || valueDigits < 1 || sum != CHECK_AT - ITEM_AT) {
            String rule = "item, guard and value digits are 10 together, not " + sum;
            throw refusal("value_digits", rule, String.valueOf(valueDigits));
        }
    }

    boolean fits(String gtin) {
        return gtin.startsWith("0" + prefix) && prefix.length() == ITEM_AT - PREFIX_AT;
    }

    /** The label of nothing: under this the product is known, whatever was weighed. */
    String withoutValue(String gtin) {
        String item = gtin.substring(0, ITEM_AT + itemDigits);
        String digits = item + "0".repeat(CHECK_AT - item.length());
        return digits + Gtin.checkDigit(digits);
    }

    BigDecimal valueOf(String gtin) {
        return new BigDecimal(new BigInteger(gtin.substring(CHECK_AT - valueDigits, CHECK_AT)), decimals);
    }

    private static Invalid refusal(String field, String reason, String value) {
        return new Invalid(
                "SCALE_LAYOUT_INVALID",
                "The %s '%s' is not possible: %s.".formatted(field, value, reason),
                List.of(new FieldProblem(field, reason, value)));
    }
}
