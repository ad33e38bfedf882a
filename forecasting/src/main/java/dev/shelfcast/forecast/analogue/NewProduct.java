package dev.shelfcast.forecast.analogue;

/**
 * The daily demand of a new product in a store from products like it: the category's mean in the chain, times how much
 * the store sells of that category, times how products of that price band sell within the category; replaced by the
 * product's own sales as they come, with weight n / (n + 28) after n days on sale. Four weeks of own data therefore
 * count as much as all analogues; the weight has the form of empirical Bayes' (Robbins 1956).
 */
public final class NewProduct {
    /** Own days that weigh as much as the analogues. */
    public static final double HALF_WEIGHT_DAYS = 28;

    /** A ratio from few units says little: this many units count as "as everywhere", as for the weekday index. */
    private static final double RATIO_UNITS = 200;

    private NewProduct() {}

    /**
     * The rate that products like it sell at.
     *
     * @param categoryMean units per product, store and day in the category, over the whole chain
     * @param storeRatio what the store sells of the category per product, over the chain's mean; from {@link #ratio}
     * @param priceBandRatio what products of the price band sell, over the category's mean; from {@link #ratio}
     * @return units per day, 0 where the category sells nothing
     */
    public static double prior(double categoryMean, double storeRatio, double priceBandRatio) {
        return Math.max(0, categoryMean) * storeRatio * priceBandRatio;
    }

    /**
     * A part's rate over the whole's, drawn to 1 where few units were sold.
     *
     * @param units sold by the part
     * @param partMean the part's units per product and day
     * @param wholeMean the whole's units per product and day
     */
    public static double ratio(double units, double partMean, double wholeMean) {
        if (!(wholeMean > 0) || !(units > 0)) {
            return 1;
        }
        double weight = units / (units + RATIO_UNITS);
        return weight * partMean / wholeMean + 1 - weight;
    }

    /**
     * The rate after some days of own sales.
     *
     * @param prior units per day of products like it
     * @param own the product's daily sales since its launch, stock-outs and gaps as NaN
     * @return units per day; the prior while nothing is known
     */
    public static double rate(double prior, double[] own) {
        double sum = 0;
        int n = 0;
        for (double v : own) {
            if (!Double.isNaN(v)) {
                sum += v;
                n++;
            }
        }
        return n == 0 ? prior : prior + weight(n) * (sum / n - prior);
    }

    /** The weight of own data after n known days: n / (n + 28). */
    public static double weight(int days) {
        return days / (days + HALF_WEIGHT_DAYS);
    }

    /**
     * The mean of each coming day.
     *
     * @param rate units per day, from {@link #rate}
     * @param weekdayIndex seven factors about 1, Monday first
     * @param firstWeekday weekday of the first coming day, 0 for Monday
     * @param horizon days
     */
    public static double[] forecast(double rate, double[] weekdayIndex, int firstWeekday, int horizon) {
        double[] mean = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            mean[h] = rate * weekdayIndex[(firstWeekday + h) % weekdayIndex.length];
        }
        return mean;
    }

    /**
     * The variance of the sum of {@code days} days: counts about a rate that is itself uncertain between products,
     * which own data reduce as they replace the analogues.
     *
     * @param rate units per day
     * @param betweenVariance variance over mean squared of the rates of products like it
     * @param knownDays own days
     * @param days days added up
     */
    public static double sumVariance(double rate, double betweenVariance, int knownDays, int days) {
        double doubt = (1 - weight(knownDays)) * rate * rate * betweenVariance;
        return days * rate + (double) days * days * doubt;
    }

    /**
     * Variance over mean squared of the rates of products like it, less what chance alone would give; 0 for none.
     *
     * @param rates units per day of each product
     * @param days days over which each was observed
     */
    public static double betweenVariance(double[] rates, int days) {
        double mean = 0;
        for (double r : rates) {
            mean += r / rates.length;
        }
        double squares = 0;
        for (double r : rates) {
            squares += (r - mean) * (r - mean);
        }
        if (rates.length < 2 || !(mean > 0)) {
            return 0;
        }
        double chance = mean / Math.max(1, days);
        return Math.max(0, squares / (rates.length - 1) - chance) / (mean * mean);
    }
}
