package dev.shelfcast.server.demand;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sorts zones into three classes by how much they ask for. Usually the upper third is HIGH and the lower third LOW,
 * equal
 * figures always together. Where the largest is more than ten times the median a third would hide the peak, so there it
 * is head/tail breaks: above the mean, and above the mean of those (Jiang 2013, The Professional Geographer 65).
 */
final class DemandLevels {

    /** How intensely a zone asks. */
    enum Level {
        HIGH,
        MEDIUM,
        LOW
    }

    /** Where the classes begin: from {@code high} on HIGH, from {@code medium} on MEDIUM; absent without any demand. */
    record Breaks(@Nullable BigDecimal medium, @Nullable BigDecimal high, String method) {

        /** The class of a zone; none where nothing was asked for. */
        @Nullable
        Level of(@Nullable BigDecimal units) {
            if (units == null || units.signum() <= 0 || medium == null || high == null) {
                return null;
            }
            if (medium.compareTo(high) == 0 && method.equals("SINGLE")) {
                return Level.MEDIUM;
            }
            if (units.compareTo(high) >= 0) {
                return Level.HIGH;
            }
            return units.compareTo(medium) >= 0 ? Level.MEDIUM : Level.LOW;
        }
    }

    private static final BigDecimal SKEWED = BigDecimal.TEN;

    private DemandLevels() {}

    /** The breaks for the units of all zones; those without demand don't count. */
    static Breaks of(Collection<BigDecimal> units) {
        List<BigDecimal> asked =
                units.stream().filter(value -> value.signum() > 0).sorted().toList();
        NavigableSet<BigDecimal> distinct = new TreeSet<>(asked);
        if (distinct.isEmpty()) {
            return new Breaks(null, null, "NONE");
        }
        if (distinct.size() == 1) {
            return new Breaks(distinct.first(), distinct.first(), "SINGLE");
        }
        BigDecimal median = asked.get((asked.size() - 1) / 2);
        if (distinct.last().compareTo(median.multiply(SKEWED)) > 0) {
            return headTail(asked, distinct);
        }
        BigDecimal high = lowestWithAtMost(asked, distinct, 1);
        BigDecimal medium = lowestWithAtMost(asked, distinct.headSet(high, false), 2);
        if (medium == null || medium.compareTo(distinct.first()) == 0) {
            // The lowest value is never MEDIUM while there is a lower class to be in.
            medium = distinct.higher(distinct.first());
        }
        return new Breaks(medium, high, "QUANTILE");
    }

    /** The lowest value that at most so many thirds of the zones reach; else the highest there is. */
    private static @Nullable BigDecimal lowestWithAtMost(
            List<BigDecimal> asked, NavigableSet<BigDecimal> candidates, int thirds) {
        for (BigDecimal candidate : candidates) {
            long reaching = asked.stream()
                    .filter(value -> value.compareTo(candidate) >= 0)
                    .count();
            if (reaching * 3 <= (long) asked.size() * thirds) {
                return candidate;
            }
        }
        return candidates.isEmpty() ? null : candidates.last();
    }

    private static Breaks headTail(List<BigDecimal> asked, NavigableSet<BigDecimal> distinct) {
        BigDecimal mean = mean(asked);
        List<BigDecimal> head =
                asked.stream().filter(value -> value.compareTo(mean) > 0).toList();
        BigDecimal medium = head.get(0);
        BigDecimal high = distinct.ceiling(mean(head));
        return new Breaks(medium, high == null ? distinct.last() : high, "HEAD_TAIL");
    }

    private static BigDecimal mean(List<BigDecimal> values) {
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64);
    }
}
