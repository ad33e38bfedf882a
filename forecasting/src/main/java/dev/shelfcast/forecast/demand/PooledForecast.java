package dev.shelfcast.forecast.demand;

/** Forecasts and past errors of the pooled weekday index combination for one item, at any origin. */
final class PooledForecast {
    /** Errors looked at per item and lead: a year of weekly origins. */
    private static final int MOST_ERRORS = 52;

    private static final int LEAST_HISTORY = 28;

    final Item item;
    private final Segment segment;
    private final double[] levels;

    /** What items at the same age add to the level at the end; 0 for all but young items. */
    private final double young;

    PooledForecast(Item item, Segment segment) {
        this.item = item;
        this.segment = segment;
        this.levels = Levels.of(item, item.calm, segment.levelWeights);
        double own = levels[item.length()];
        this.young = segment.newcomers.young(item) ? segment.newcomers.level(item, own) - own : 0;
    }

    /** Expected demand of steps {@code origin .. origin + out.length - 1}, known at {@code origin}. */
    void path(int origin, double[] out) {
        base(origin, out);
        for (int j = 0; j < out.length; j++) {
            out[j] *= item.effectAt(origin + j);
        }
    }

    /** The same without the effects of causes and of the day of the month. */
    void base(int origin, double[] out) {
        double level = levels[origin] + (origin == item.length() ? young : 0);
        for (int j = 0; j < out.length; j++) {
            out[j] = level * item.seasonAt(origin + j);
        }
    }

    double level() {
        return levels[item.length()] + young;
    }

    /** Says how the path from the end of the history comes about. */
    void explain(Parts parts, int horizon) {
        parts.reach(Parts.LEVEL, Parts.constant(soldLevel(), horizon));
        parts.reach(Parts.STOCK_OUTS, Parts.constant(levels[item.length()], horizon));
        parts.reach(Parts.SIMILAR_ITEMS, Parts.constant(level(), horizon));
        double[] path = new double[horizon];
        path(item.length(), path);
        double[] season = path.clone();
        for (int j = 0; j < horizon; j++) {
            season[j] /= item.causesAt(j);
        }
        parts.reach(Parts.SEASON, season);
        item.explainCauses(parts, season);
        parts.reach(Parts.CAUSES, path);
    }

    /** The level had the stock-outs not been corrected. */
    private double soldLevel() {
        if (item.sold.length == 0) {
            return levels[item.length()];
        }
        double[] sold = item.sold.clone();
        for (int t = 0; t < sold.length; t++) {
            sold[t] /= item.effectAt(t);
        }
        return Levels.of(item, sold, segment.levelWeights)[item.length()];
    }

    /** Past errors (actual less forecast), of single steps and of sums. */
    static final class Errors {
        /** {@code step[j][r]}: error r at lead j + 1. */
        final double[][] step;
        /** {@code sum[j][r]}: error r of the sum of leads 1..j + 1. */
        final double[][] sum;
        /** How many non-overlapping windows the errors of each lead are worth. */
        final double[] worth;

        private Errors(int horizon) {
            step = new double[horizon][];
            sum = new double[horizon][];
            worth = new double[horizon];
        }
    }

    /**
     * The errors that this forecast would have made at past origins, going back from the end in steps of the period
     * where history allows, so that windows begin on the same weekday as the one to come; windows with a gap are left
     * out.
     */
    Errors errors(int horizon) {
        int n = item.length();
        int earliest = Math.min(LEAST_HISTORY, n / 2);
        int stride = Math.max(1, Math.min(item.own.length, (n - earliest - horizon) / 26));
        int origins = Math.max(0, Math.min(MOST_ERRORS, (n - earliest - 1) / stride + 1));
        double[][] step = new double[horizon][origins];
        double[][] sum = new double[horizon][origins];
        int[] count = new int[horizon];
        int[] sums = new int[horizon];
        double[] path = new double[horizon];
        for (int k = 0; k < origins; k++) {
            int origin = n - 1 - k * stride - (stride > 1 ? stride - 1 : 0);
            if (origin < earliest) {
                break;
            }
            path(origin, path);
            double total = 0;
            for (int j = 0; j < horizon && origin + j < n; j++) {
                double e = item.actual(origin + j) - path[j];
                total += e;
                if (!Double.isNaN(e)) {
                    step[j][count[j]++] = e;
                }
                if (!Double.isNaN(total)) {
                    sum[j][sums[j]++] = total;
                }
            }
        }
        Errors errors = new Errors(horizon);
        for (int j = 0; j < horizon; j++) {
            errors.step[j] = java.util.Arrays.copyOf(step[j], count[j]);
            errors.sum[j] = java.util.Arrays.copyOf(sum[j], sums[j]);
            errors.worth[j] = sums[j] * Math.min(1, (double) stride / (j + 1));
        }
        return errors;
    }
}
