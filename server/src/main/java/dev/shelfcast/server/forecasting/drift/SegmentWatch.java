package dev.shelfcast.server.forecasting.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Watches the products of one segment over {@value #DAYS} days, the last {@value #RECENT} of them against those before.
 * The published forecasts of a week ahead are held against the error that the plainest forecast, the mean of the same
 * weekday in the four weeks before, made in the days before: a model that does clearly worse than that no longer fits.
 */
public final class SegmentWatch {

    /** Four weeks that the first plain forecast looks back on, twelve weeks of reference, four recent weeks. */
    public static final int DAYS = 140;

    public static final int RECENT = 28;
    /** Bins of a price against the product's usual price; the edges are those of {@code width_bucket} in the query. */
    public static final double[] PRICE_EDGES = {0.8, 0.9, 0.97, 1.03, 1.1, 1.25};

    /** What is corrected for rather than learned: a drift of it is told, and nothing is trained for it. */
    public static final String STOCK_OUTS = "stock-out share";

    private static final int WEEK = 7;
    private static final int WEEKS_BACK = 4;
    private static final int SPLIT = DAYS - RECENT;
    private static final int LEAST_TRAINED = 56;
    private static final double LEAST_DEVIATION = 0.05;
    private static final double[] DEMAND_EDGES = {0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3};

    private final double[] sold = new double[DAYS];
    private final double[] said = new double[DAYS];
    private final double[] missed = new double[DAYS];
    private final int[][] demand = new int[2][DEMAND_EDGES.length + 1];
    private final int[][] price = new int[2][PRICE_EDGES.length + 1];
    private final int[][] stock = new int[2][2];
    private int series;

    /**
     * What is found.
     *
     * @param kind ERROR or INPUT
     * @param statistic which test, in words of the documents
     * @param since the first day, counted from the first of the watched days
     */
    public record Finding(String kind, String statistic, double value, double threshold, int since, String detail) {}

    /**
     * One product in one store.
     *
     * @param units sold each day, NaN where unknown or not in force yet
     * @param inStock share of each day in stock
     * @param forecast what was published a week ahead or more, NaN where nothing was
     */
    public void add(double[] units, double[] inStock, double[] forecast) {
        series++;
        for (int t = 0; t < DAYS; t++) {
            if (Double.isNaN(units[t])) {
                continue;
            }
            stock[t < SPLIT ? 0 : 1][inStock[t] < 1 ? 1 : 0]++;
            if (inStock[t] < 1) {
                continue;
            }
            double expected = t < SPLIT ? plain(units, inStock, t) : forecast[t];
            if (!Double.isNaN(expected)) {
                sold[t] += units[t];
                said[t] += expected;
                missed[t] += Math.abs(units[t] - expected);
            }
        }
        count(units, inStock);
    }

    /** How often prices fell into each bin, before and now. */
    public void addPrices(boolean recent, int bin, int count) {
        price[recent ? 1 : 0][bin] += count;
    }

    public int series() {
        return series;
    }

    private static double plain(double[] units, double[] inStock, int day) {
        double sum = 0;
        int known = 0;
        for (int week = 1; week <= WEEKS_BACK; week++) {
            int t = day - week * WEEK;
            if (t >= 0 && !Double.isNaN(units[t]) && inStock[t] >= 1) {
                sum += units[t];
                known++;
            }
        }
        return known < 2 ? Double.NaN : sum / known;
    }

    private void count(double[] units, double[] inStock) {
        double sum = 0;
        int known = 0;
        for (int t = 0; t < SPLIT; t++) {
            if (!Double.isNaN(units[t]) && inStock[t] >= 1) {
                sum += units[t];
                known++;
            }
        }
        if (known < LEAST_TRAINED || sum == 0) {
            return;
        }
        double usual = sum / known;
        for (int t = 0; t < DAYS; t++) {
            if (!Double.isNaN(units[t]) && inStock[t] >= 1) {
                demand[t < SPLIT ? 0 : 1][bin(units[t] / usual)]++;
            }
        }
    }

    private static int bin(double ratio) {
        int bin = 0;
        while (bin < DEMAND_EDGES.length && ratio > DEMAND_EDGES[bin]) {
            bin++;
        }
        return bin;
    }

    /**
     * What has drifted.
     *
     * @param from the first day that is tested for errors; earlier ones have been told of before
     */
    public List<Finding> findings(int from) {
        List<Finding> found = new ArrayList<>();
        errors(Math.max(SPLIT, from), found);
        index("demand", demand, found);
        index("price", price, found);
        index(STOCK_OUTS, stock, found);
        return found;
    }

    private void errors(int from, List<Finding> found) {
        double[] signed = new double[DAYS];
        double[] absolute = new double[DAYS];
        for (int t = 0; t < DAYS; t++) {
            signed[t] = said[t] > 0 ? (sold[t] - said[t]) / said[t] : Double.NaN;
            absolute[t] = said[t] > 0 ? missed[t] / said[t] : Double.NaN;
        }
        double[] reversed = Arrays.stream(signed).map(v -> -v).toArray();
        test("sales above forecast", signed, 0, from, found);
        test("sales below forecast", reversed, 0, from, found);
        if (found.isEmpty()) {
            test("absolute error", absolute, Double.NaN, from, found);
        }
    }

    private static void test(String statistic, double[] errors, double usual, int from, List<Finding> found) {
        double[] reference = Arrays.copyOf(errors, SPLIT);
        double[] days = Arrays.copyOfRange(errors, Math.min(from, DAYS), DAYS);
        PageHinkley test = PageHinkley.against(reference, usual, LEAST_DEVIATION);
        if (test == null) {
            return;
        }
        PageHinkley.Result result = test.test(days);
        if (result.alarms()) {
            double mean = mean(days, result.since());
            String detail = String.format(
                    Locale.ROOT,
                    "%s: %.0f%% of the forecast a day since then, usually %.0f%%.",
                    statistic,
                    100 * mean,
                    100 * mean(reference, 0));
            found.add(new Finding(
                    "ERROR", statistic, result.value(), PageHinkley.THRESHOLD, from + result.since(), detail));
        }
    }

    private static double mean(double[] values, int from) {
        return Arrays.stream(values)
                .skip(from)
                .filter(Double::isFinite)
                .average()
                .orElse(0);
    }

    private static void index(String input, int[][] counts, List<Finding> found) {
        double index = StabilityIndex.of(counts[0], counts[1]);
        if (index > StabilityIndex.THRESHOLD) {
            String detail = String.format(
                    Locale.ROOT,
                    "The %s of the last %d days is distributed otherwise than in the %d before.",
                    input,
                    RECENT,
                    SPLIT);
            found.add(new Finding("INPUT", input, index, StabilityIndex.THRESHOLD, SPLIT, detail));
        }
    }
}
