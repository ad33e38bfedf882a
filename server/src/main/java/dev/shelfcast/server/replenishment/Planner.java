package dev.shelfcast.server.replenishment;

import dev.shelfcast.forecast.inventory.Stock;
import dev.shelfcast.forecast.numeric.Normal;
import dev.shelfcast.forecast.numeric.Quantiles;
import dev.shelfcast.server.replenishment.Situation.Outlook;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decides what to order: a pure function of the situation and the moment.
 *
 * <p>Service-level policy: reorder point s = quantile of the demand of the lead time, order-up-to level S = quantile
 * of the
 * demand of lead time and review period, both read from the forecast's own distribution and widened by the spread of
 * the
 * lead time; order S − position once position ≤ s, rounded up to the supplier's minimum and pack (Silver, Pyke and
 * Thomas,
 * Inventory and Production Management in Supply Chains, 4th edition, chapter 6).
 */
final class Planner {

    private static final int[] HORIZONS = {1, 7, 30};
    private static final double SIMPLE_COVER_DAYS = 7;
    private static final double SIMPLE_FACTOR = 1.2;
    private static final BigDecimal LONGEST_COVER = BigDecimal.valueOf(999);

    private Planner() {}

    /** @param now the moment of the decision, in the store's time zone */
    static Decision decide(Situation given, ZonedDateTime now) {
        Situation situation = timed(given, now);
        Levels levels = levels(situation);
        double position = situation.stock().position().doubleValue();
        double raw = position <= levels.reorderPoint() ? Math.max(0, levels.orderUpTo() - position) : 0;
        // Demand is met in whole units where stock is kept in them: half a bottle short is a bottle short.
        double wanted = isWhole(situation) ? Math.ceil(raw - 1e-6) : raw;
        double rounded = rounded(situation, wanted);
        Arithmetic inputs = arithmetic(situation, levels, raw, rounded);
        List<Integer> atRisk = horizonsAtRisk(situation);
        Urgency urgency = urgency(atRisk);
        ZonedDateTime neededBy = neededBy(situation, now);
        BigDecimal quantity = inputs.roundedQuantity();
        String headline = quantity.signum() > 0 ? Wording.headline(quantity, neededBy, now) : "Nothing to order";
        return new Decision(quantity, urgency, atRisk, neededBy, headline, Wording.reason(situation, inputs), inputs);
    }

    /** With the lead time of the route, unless a planner has said another for this very product. */
    private static Situation timed(Situation situation, ZonedDateTime now) {
        Route route = situation.route();
        Policy policy = situation.policy();
        return route == null || policy.leadTimeFrom() == Policy.LeadTimeFrom.PRODUCT_POLICY
                ? situation
                : situation.withPolicy(route.timed(policy, now));
    }

    /** The levels of a policy, and the demand that they are made of. */
    private record Levels(
            double protectionDays, double expected, double safety, double reorderPoint, double orderUpTo) {}

    private static Levels levels(Situation situation) {
        Policy policy = situation.policy();
        Outlook outlook = situation.outlook();
        if (policy.kind() == Policy.Kind.SIMPLE) {
            double week = sumMean(outlook, SIMPLE_COVER_DAYS);
            return new Levels(SIMPLE_COVER_DAYS, week, week * (SIMPLE_FACTOR - 1), week, week * SIMPLE_FACTOR);
        }
        double lead = policy.leadTimeDays().doubleValue();
        double protection = lead + policy.reviewDays().doubleValue();
        double expected = sumMean(outlook, protection);
        double safety = safety(situation, protection);
        double reorderPoint = sumMean(outlook, lead) + safety(situation, lead);
        return new Levels(protection, expected, safety, Math.min(reorderPoint, expected + safety), expected + safety);
    }

    /** The part of the demand quantile above its mean, with the spread of the lead time added in quadrature. */
    private static double safety(Situation situation, double days) {
        Outlook outlook = situation.outlook();
        double level = situation.policy().serviceLevel();
        double demandPart = Math.max(0, sumQuantile(outlook, days, level) - sumMean(outlook, days));
        double leadPart = Normal.quantile(level)
                * perDay(outlook)
                * situation.policy().leadTimeSdDays().doubleValue();
        return Math.hypot(demandPart, leadPart);
    }

    /**
     * Rounded up to what the supplier sells; another store parts with its packs too, but with no more than it has.
     * Where nobody said how it is packed, an order of 20 or more goes up to tens and one of 10 or more to fives: nobody
     * picks 38 bottles.
     */
    private static double rounded(Situation situation, double wanted) {
        Situation.Source source = situation.source();
        Route route = situation.route();
        if (route != null) {
            double packs = source == null ? 0 : source.packMultiple().doubleValue();
            return Math.min(
                    Stock.orderQuantity(wanted, 0, packs), route.available().doubleValue());
        }
        if (source != null) {
            return Stock.orderQuantity(
                    wanted,
                    source.minimumQuantity().doubleValue(),
                    source.packMultiple().doubleValue());
        }
        double pack = wanted >= 20 ? 10 : wanted >= 10 ? 5 : 0;
        return Stock.orderQuantity(wanted, 0, pack);
    }

    private static boolean isWhole(Situation situation) {
        return situation.stock().position().stripTrailingZeros().scale() <= 0;
    }

    private static List<Integer> horizonsAtRisk(Situation situation) {
        double available = situation.stock().available().doubleValue();
        List<Integer> atRisk = new ArrayList<>();
        for (int days : HORIZONS) {
            if (available < sumMean(situation.outlook(), days)) {
                atRisk.add(days);
            }
        }
        return atRisk;
    }

    private static Urgency urgency(List<Integer> atRisk) {
        if (atRisk.contains(1)) {
            return Urgency.CRITICAL;
        }
        return atRisk.contains(7) ? Urgency.HIGH : Urgency.MEDIUM;
    }

    /**
     * The delivery that still prevents the empty shelf: on the day the stock runs out, but no earlier than the lead
     * time.
     */
    private static ZonedDateTime neededBy(Situation situation, ZonedDateTime now) {
        long leadDays = situation
                .policy()
                .leadTimeDays()
                .setScale(0, RoundingMode.CEILING)
                .longValue();
        double cover = Stock.daysOfCover(
                situation.stock().available().doubleValue(), situation.outlook().mean());
        long coverDays = (long) Math.min(situation.outlook().mean().length, cover);
        LocalDate day = now.toLocalDate().plusDays(Math.max(leadDays, coverDays));
        ZonedDateTime at = day.atTime(situation.store().receivingTime()).atZone(now.getZone());
        return at.isAfter(now) ? at : at.plusDays(1);
    }

    private static Arithmetic arithmetic(Situation situation, Levels levels, double raw, double rounded) {
        Outlook outlook = situation.outlook();
        Policy policy = situation.policy();
        Situation.Stock stock = situation.stock();
        Situation.Source source = situation.source();
        double cover = Stock.daysOfCover(stock.available().doubleValue(), outlook.mean());
        return new Arithmetic(
                policy.kind().name(),
                outlook.asOf(),
                outlook.model(),
                tenths(perDay(outlook)),
                policy.leadTimeDays(),
                policy.reviewDays(),
                tenths(levels.protectionDays()),
                BigDecimal.valueOf(policy.serviceLevel()),
                tenths(levels.expected()),
                tenths(levels.safety()),
                tenths(levels.reorderPoint()),
                tenths(levels.orderUpTo()),
                stock.onHand(),
                stock.reserved(),
                stock.unavailable(),
                stock.incoming(),
                stock.position(),
                tenths(raw),
                source == null ? null : source.packMultiple(),
                source == null || situation.route() != null ? BigDecimal.ZERO : source.minimumQuantity(),
                BigDecimal.valueOf(rounded).setScale(3, RoundingMode.HALF_UP),
                BigDecimal.valueOf(Math.ceil(sumMean(outlook, SIMPLE_COVER_DAYS) * SIMPLE_FACTOR - 1e-6)),
                tenths(sumMean(outlook, 1)),
                tenths(sumMean(outlook, 7)),
                tenths(sumMean(outlook, 30)),
                Double.isInfinite(cover) ? LONGEST_COVER : tenths(cover).min(LONGEST_COVER),
                stock.backOrdered(),
                policy.leadTimeSdDays(),
                policy.leadTimeFrom().name());
    }

    private static BigDecimal tenths(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
    }

    /** The average of the next four weeks, what people call "a day". */
    private static double perDay(Outlook outlook) {
        int days = Math.min(28, outlook.mean().length);
        return days == 0 ? 0 : sumMean(outlook, days) / days;
    }

    /** Expected demand of the first days; beyond the forecast its average day goes on. */
    private static double sumMean(Outlook outlook, double days) {
        double[] mean = outlook.mean();
        int whole = (int) Math.min(mean.length, Math.floor(days));
        double sum = Arrays.stream(mean, 0, whole).sum();
        double rest = days - whole;
        if (rest <= 0 || mean.length == 0) {
            return sum;
        }
        return sum + rest * (whole < mean.length ? mean[whole] : sum / mean.length);
    }

    /**
     * The quantile of the demand of the first days, read between days; beyond the forecast it grows like the square
     * root.
     */
    private static double sumQuantile(Outlook outlook, double days, double level) {
        int horizon = outlook.mean().length;
        if (days >= horizon) {
            double spread = quantileAt(outlook, horizon, level) - sumMean(outlook, horizon);
            return sumMean(outlook, days) + spread * Math.sqrt(days / horizon);
        }
        int whole = (int) Math.floor(days);
        double low = quantileAt(outlook, whole, level);
        double share = days - whole;
        return share == 0 ? low : low + share * (quantileAt(outlook, whole + 1, level) - low);
    }

    private static double quantileAt(Outlook outlook, int days, double level) {
        if (days == 0) {
            return 0;
        }
        int count = outlook.levels().length;
        double[] values = Arrays.copyOfRange(outlook.sumQuantiles(), (days - 1) * count, days * count);
        return Quantiles.interpolate(outlook.levels(), values, level);
    }
}
