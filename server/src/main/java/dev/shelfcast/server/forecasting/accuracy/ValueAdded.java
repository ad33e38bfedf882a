package dev.shelfcast.server.forecasting.accuracy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether people made the forecasts better: forecast value added, step by step from naive over statistical to
 * overridden (Gilliland, The Business Forecasting Deal, 2010, chapter 4).
 *
 * @param total all overridden days that are over
 * @param steps each forecast with what it adds to the one before
 * @param verdict the answer in one word
 * @param words the answer in a sentence
 */
record ValueAdded(Row total, List<Step> steps, Verdict verdict, String words, List<Row> data) {

    /** Fewer days say nothing yet. */
    private static final int FEW_DAYS = 14;
    /** One unit in a hundred: less is luck. */
    private static final double NOTABLE = 0.01;

    /** What overrides were worth. */
    enum Verdict {
        HELPED,
        HURT,
        NO_DIFFERENCE,
        TOO_EARLY
    }

    /** Sums over overridden days of one segment. */
    record Sums(
            boolean all,
            @Nullable String segment,
            long days,
            long series,
            double sold,
            double naiveError,
            double statisticalError,
            double overriddenError,
            double naive,
            double statistical,
            double overridden) {}

    /**
     * A segment's errors: units missed per unit sold, and units said too many per unit sold.
     *
     * @param days overridden days of a product in a store
     * @param valueAdded statistical WAPE less overridden WAPE: above 0 people helped
     */
    record Row(
            @Nullable String segment,
            long days,
            long series,
            BigDecimal sold,
            @Nullable BigDecimal naiveWape,
            @Nullable BigDecimal statisticalWape,
            @Nullable BigDecimal overriddenWape,
            @Nullable BigDecimal naiveBias,
            @Nullable BigDecimal statisticalBias,
            @Nullable BigDecimal overriddenBias,
            @Nullable BigDecimal valueAdded,
            Verdict verdict) {

        static Row of(Sums sums) {
            return new Row(
                    sums.segment(),
                    sums.days(),
                    sums.series(),
                    BigDecimal.valueOf(sums.sold()).setScale(1, RoundingMode.HALF_UP),
                    share(sums.naiveError(), sums.sold()),
                    share(sums.statisticalError(), sums.sold()),
                    share(sums.overriddenError(), sums.sold()),
                    share(sums.naive() - sums.sold(), sums.sold()),
                    share(sums.statistical() - sums.sold(), sums.sold()),
                    share(sums.overridden() - sums.sold(), sums.sold()),
                    share(sums.statisticalError() - sums.overriddenError(), sums.sold()),
                    ValueAdded.verdict(sums));
        }
    }

    /** One forecast of the ladder; {@code added} is what it misses less than the one before. */
    record Step(
            String name,
            @Nullable BigDecimal wape,
            @Nullable BigDecimal bias,
            @Nullable BigDecimal added) {}

    static ValueAdded of(List<Sums> sums) {
        Sums all = sums.stream().filter(Sums::all).findFirst().orElse(new Sums(true, null, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        Row total = Row.of(all);
        List<Step> steps = List.of(
                new Step("NAIVE", total.naiveWape(), total.naiveBias(), null),
                new Step(
                        "STATISTICAL",
                        total.statisticalWape(),
                        total.statisticalBias(),
                        share(all.naiveError() - all.statisticalError(), all.sold())),
                new Step("OVERRIDE", total.overriddenWape(), total.overriddenBias(), total.valueAdded()));
        List<Row> rows = sums.stream().filter(one -> !one.all()).map(Row::of).toList();
        return new ValueAdded(total, steps, total.verdict(), words(all, total), rows);
    }

    private static Verdict verdict(Sums sums) {
        if (sums.days() < FEW_DAYS) {
            return Verdict.TOO_EARLY;
        }
        // Where nothing was sold at all, what was said too many is compared with itself.
        double whole = sums.sold() > 0 ? sums.sold() : Math.max(sums.statisticalError(), sums.overriddenError());
        double added = (sums.statisticalError() - sums.overriddenError()) / whole;
        if (Math.abs(added) < NOTABLE || whole == 0) {
            return Verdict.NO_DIFFERENCE;
        }
        return added > 0 ? Verdict.HELPED : Verdict.HURT;
    }

    private static String words(Sums all, Row total) {
        String change = "from %s to %s of what was sold"
                .formatted(percent(total.statisticalWape()), percent(total.overriddenWape()));
        String days = all.days() == 1 ? "1 day" : String.format(Locale.ROOT, "%,d days", all.days());
        return switch (total.verdict()) {
            case TOO_EARLY ->
                "Too early to say: %s of overridden forecasts are over, and %d are needed.".formatted(days, FEW_DAYS);
            case HELPED -> "Overrides helped: over %s the error fell %s.".formatted(days, change);
            case HURT ->
                "Overrides hurt: over %s the error rose %s. The statistics alone would have done better."
                        .formatted(days, change);
            case NO_DIFFERENCE -> "Overrides made no difference: over %s the error went %s.".formatted(days, change);
        };
    }

    private static String percent(@Nullable BigDecimal share) {
        return share == null ? "nothing" : String.format(Locale.ROOT, "%.0f%%", share.doubleValue() * 100);
    }

    private static @Nullable BigDecimal share(double part, double whole) {
        return whole > 0 ? BigDecimal.valueOf(part / whole).setScale(4, RoundingMode.HALF_UP) : null;
    }
}
