package dev.shelfcast.server.ingestion;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Reads a number as shops write it: "1,234.50", "1.234,50", "(1.00)", "12.5-", "₹ 1 200", "Rs. 40", "1.5E3". The value
 * is a whole number of ten-thousandths, so that nothing is lost and nothing is allocated.
 */
final class Amount {

    /** Not a number. */
    static final long NONE = Long.MIN_VALUE;

    static final long ONE = 10_000;
    private static final int DECIMALS = 4;
    /** Below 10^12 units, the largest that the ledger's columns take with room for sums. */
    private static final long LARGEST = 1_000_000_000_000L * ONE;

    private Amount() {}

    static long parse(char[] chars, int start, int end, char decimalMark) {
        int from = start;
        int to = end;
        while (from < to && chars[from] <= ' ') {
            from++;
        }
        while (to > from && chars[to - 1] <= ' ') {
            to--;
        }
        boolean negative = from < to && chars[from] == '-';
        int first = negative ? from + 1 : from;
        if (to - first > 14 || first == to) {
            return tolerant(chars, from, to, decimalMark);
        }
        long value = 0;
        int decimals = -1;
        for (int p = first; p < to; p++) {
            int digit = chars[p] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
                decimals += decimals >= 0 ? 1 : 0;
            } else if (chars[p] == decimalMark && decimals < 0) {
                decimals = 0;
            } else {
                return tolerant(chars, from, to, decimalMark);
            }
        }
        if (decimals > DECIMALS || decimals == to - first - 1 && decimals <= 0) {
            return tolerant(chars, from, to, decimalMark);
        }
        for (int i = Math.max(decimals, 0); i < DECIMALS; i++) {
            value *= 10;
        }
        return value > LARGEST ? NONE : negative ? -value : value;
    }

    /** Anything that is not plain digits with one mark. Its state is small enough for one pass. */
    private static long tolerant(char[] chars, int from, int to, char decimalMark) {
        if (from == to || to - from > 40) {
            return NONE;
        }
        StringBuilder plain = new StringBuilder(to - from);
        boolean bracketed = chars[from] == '(' && chars[to - 1] == ')';
        boolean minus = bracketed;
        boolean digits = false;
        boolean marked = false;
        int group = 0; // 1 + digits since the last thousands separator; 0: there was none
        for (int p = bracketed ? from + 1 : from; p < (bracketed ? to - 1 : to); p++) {
            char c = chars[p];
            if (c >= '0' && c <= '9') {
                plain.append(c);
                digits = true;
                group += group > 0 ? 1 : 0;
            } else if (c == '.' && !digits && p > from && Character.isLetter(chars[p - 1])) {
                continue; // Rs. 40
            } else if (c == decimalMark && !marked && lastGroup(group) && (digits || digitAt(chars, p + 1, to))) {
                plain.append('.');
                marked = true;
                group = 0;
            } else if (isGrouping(c, decimalMark) && digits && !marked && digitAt(chars, p + 1, to)) {
                if (group != 0 && group != 3 && group != 4) {
                    return NONE;
                }
                group = 1;
            } else if ((c == '-' || c == '\u2212') && !minus && (plain.isEmpty() || p == to - 1)) {
                minus = true;
            } else if ((c == 'e' || c == 'E') && digits && exponentFollows(chars, p + 1, to)) {
                return scaled(plain.append(chars, p, to - p).toString(), minus);
            } else if (!isCurrency(c) && c != '+' && !isBlank(c)) {
                return NONE;
            }
        }
        return digits && lastGroup(group) ? scaled(plain.toString(), minus) : NONE;
    }

    /** Three digits after the last thousands separator; Indian groups before it may have two. */
    private static boolean lastGroup(int group) {
        return group == 0 || group == 4;
    }

    private static boolean digitAt(char[] chars, int p, int to) {
        return p < to && chars[p] >= '0' && chars[p] <= '9';
    }

    private static boolean isGrouping(char c, char decimalMark) {
        return isBlank(c) || c == '\'' || c == '\u2019' || c == other(decimalMark);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\u00A0' || c == '\u202F';
    }

    private static char other(char decimalMark) {
        return decimalMark == ',' ? '.' : ',';
    }

    private static boolean isCurrency(char c) {
        return Character.getType(c) == Character.CURRENCY_SYMBOL || "RrSsINUDEGBPHFCAKZLrs".indexOf(c) >= 0;
    }

    private static boolean exponentFollows(char[] chars, int from, int to) {
        int p = from < to && (chars[from] == '+' || chars[from] == '-') ? from + 1 : from;
        int first = p;
        while (p < to && chars[p] >= '0' && chars[p] <= '9') {
            p++;
        }
        return p == to && p > first && p - first <= 2;
    }

    private static long scaled(String plain, boolean minus) {
        try {
            BigDecimal value = new BigDecimal(plain).movePointRight(DECIMALS).setScale(0, RoundingMode.HALF_UP);
            if (value.abs().compareTo(BigDecimal.valueOf(LARGEST)) > 0) {
                return NONE;
            }
            return minus ? -value.longValueExact() : value.longValueExact();
        } catch (NumberFormatException notANumber) {
            return NONE;
        }
    }

    /** For messages and statistics: 125000 is "12.5". */
    static String text(long value) {
        BigDecimal number = BigDecimal.valueOf(value, DECIMALS);
        return number.stripTrailingZeros().toPlainString();
    }
}
