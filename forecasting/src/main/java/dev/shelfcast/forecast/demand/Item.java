package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.Frequency;
import dev.shelfcast.forecast.Series;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** One item while its segment is worked on: its cleaned demand on the segment's clock. */
final class Item {
    /** Older values do not help a level, and three years bound the memory. */
    static final int LONGEST = 1_100;

    private static final double UNLIKELY = 0.01;

    final DemandSeries source;
    /** Clock step of {@code values[0]}. */
    final long first;
    /** Demand from the first sale on; NaN where unknown. Overwritten by the stock-out correction. */
    double[] values;
    /** The same with lone spikes drawn in, from which levels and profiles are taken. */
    double[] calm;
    /** In-stock share per step, 1 where nothing was said. */
    final double[] inStock;

    /** Whether the first sale was seen: zeros before it that are no chance. */
    final boolean launched;

    /**
     * Factor of known causes and of the day of the month per step, going on into the horizon; {@link #values} are over
     * it. Empty without any.
     */
    double[] effect = new double[0];

    /** {@code causeLogs[k][j]}: log of cause k's factor at step j of the horizon. Empty without causes. */
    double[][] causeLogs = new double[0][];

    /** What was sold, where the stock-out correction has changed {@link #values}; else empty. */
    double[] sold = new double[0];

    double correctedUnits;
    /** Weights of {@link Levels#ALPHAS}. */
    double[] gains = Levels.usualGains();

    /** Its seasonal factors by phase. */
    double[] own = {1};

    Item(DemandSeries source) {
        this.source = source;
        Series series = source.series();
        double[] all = series.values();
        int from = Math.max(0, all.length - LONGEST);
        int launch = launch(all, from);
        launched = launch > from;
        from = launch;
        values = Arrays.copyOfRange(all, from, all.length);
        calm = values;
        inStock = new double[values.length];
        double[] shares = series.inStock();
        for (int t = 0; t < inStock.length; t++) {
            double share = shares == null ? 1 : shares[from + t];
            inStock[t] = Double.isNaN(share) ? 1 : share;
        }
        first = clock(series) + from;
    }

    /**
     * Where the item's life begins: at its first sale when the zeros before it cannot be chance. With a share p of
     * steps with demand afterwards, k zeros in a row have probability (1 - p)^k.
     */
    private static int launch(double[] all, int from) {
        int sale = from;
        int zeros = 0;
        while (sale < all.length && !(all[sale] > 0)) {
            zeros += all[sale] == 0 ? 1 : 0;
            sale++;
        }
        int demands = 0;
        int known = 0;
        for (int t = sale; t < all.length; t++) {
            known += Double.isNaN(all[t]) ? 0 : 1;
            demands += all[t] > 0 ? 1 : 0;
        }
        if (demands == 0) {
            return from;
        }
        double share = (double) demands / known;
        return Math.pow(1 - share, zeros) < UNLIKELY ? sale : from;
    }

    /** The clock of a series' first value: steps since 1970, or such that unstarted series end together at 0. */
    private static long clock(Series series) {
        LocalDateTime start = series.start();
        if (start == null) {
            return -series.length();
        }
        LocalDateTime epoch = LocalDateTime.of(1970, 1, 1, 0, 0);
        Frequency step = series.frequency();
        return switch (step) {
            case HOURLY -> ChronoUnit.HOURS.between(epoch, start);
            case DAILY -> ChronoUnit.DAYS.between(epoch, start);
            case WEEKLY -> ChronoUnit.DAYS.between(epoch, start) / 7;
            case MONTHLY -> ChronoUnit.MONTHS.between(epoch, start);
        };
    }

    /** Puts other values into place, none of them drawn in yet. */
    void clean(double[] others) {
        values = others;
        calm = others;
    }

    /** Divides the values by a factor that forecasts are multiplied by, given over the history and the horizon. */
    void takeOut(double[] factor) {
        boolean same = calm == values;
        values = over(values, factor);
        calm = same ? values : over(calm, factor);
        double[] before = effect;
        effect = factor.clone();
        for (int t = 0; t < before.length; t++) {
            effect[t] *= before[t];
        }
    }

    private static double[] over(double[] values, double[] factor) {
        double[] divided = values.clone();
        for (int t = 0; t < divided.length; t++) {
            divided[t] /= factor[t];
        }
        return divided;
    }

    /** Known steps. */
    int known() {
        int n = 0;
        for (double v : values) {
            n += Double.isNaN(v) ? 0 : 1;
        }
        return n;
    }

    /** Demand as it was, stock-outs corrected, causes put back. */
    double actual(int t) {
        return values[t] * effectAt(t);
    }

    /** The seasonal factor of step t of its life. */
    double seasonAt(int t) {
        return own[Math.floorMod(first + t, own.length)];
    }

    double effectAt(int t) {
        return t < effect.length ? effect[t] : 1;
    }

    /** The factor of the causes alone at step j of the horizon. */
    double causesAt(int j) {
        double log = 0;
        for (double[] cause : causeLogs) {
            log += cause[j];
        }
        return CauseEffects.factor(log);
    }

    /** Puts cause after cause onto a path over the horizon. */
    void explainCauses(Parts parts, double[] path) {
        double[] logs = new double[path.length];
        double[] with = new double[path.length];
        for (int k = 0; k < causeLogs.length; k++) {
            for (int j = 0; j < path.length; j++) {
                logs[j] += causeLogs[k][j];
                with[j] = path[j] * CauseEffects.factor(logs[j]);
            }
            parts.reach(causeLogs.length == 1 ? Parts.CAUSES : Parts.CAUSES + " " + (k + 1), with);
        }
    }

    int length() {
        return values.length;
    }

    /** Mean demand per known step over the last {@code window} steps, 0 when nothing is known. */
    double rate(int window) {
        double sum = 0;
        int n = 0;
        for (int t = Math.max(0, values.length - window); t < values.length; t++) {
            if (!Double.isNaN(values[t])) {
                sum += values[t];
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }
}
