package dev.shelfcast.forecast.demand;

import java.util.ArrayList;
import java.util.List;

/**
 * What items with less than four weeks of history are expected to sell: their own mean, drawn towards that of items of
 * the segment at the same age. How far is the credibility of n steps, n / (n + K), with K the variance of demand within
 * items over the variance of their means (Buehlmann 1967, "Experience rating and credibility"), at most four weeks; it
 * fades out as the four weeks fill.
 */
final class Newcomers {
    static final int YOUNG = 28;
    private static final int LEAST_LAUNCHES = 5;
    private static final int LEAST_ITEMS = 5;

    /** Level of young items per step of age 1..28 and, where too few launches were seen, of all items. */
    private final double usual;

    private final double within;

    private Newcomers(double usual, double within) {
        this.usual = usual;
        this.within = within;
    }

    static Newcomers of(List<Item> items) {
        List<Double> rates = new ArrayList<>();
        List<Double> launches = new ArrayList<>();
        double variance = 0;
        for (Item item : items) {
            double[] launch = moments(item, 0);
            double[] recent = moments(item, Math.max(0, item.length() - 4 * YOUNG));
            if (launch[2] >= YOUNG && item.launched) {
                launches.add(launch[0]);
            }
            if (recent[2] >= 2) {
                rates.add(recent[0]);
                variance += recent[1];
            }
        }
        if (rates.size() < LEAST_ITEMS) {
            return new Newcomers(0, 0);
        }
        double mean = mean(rates);
        variance /= rates.size();
        double between = 0;
        for (double rate : rates) {
            between += (rate - mean) * (rate - mean) / (rates.size() - 1);
        }
        double usual = launches.size() < LEAST_LAUNCHES ? mean : mean(launches);
        return new Newcomers(usual, between > 0 ? Math.min(YOUNG, variance / between) : YOUNG);
    }

    /** Mean, variance and number of an item's known steps from {@code from} on, at most four times four weeks. */
    private static double[] moments(Item item, int from) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        int to = from == 0 ? Math.min(YOUNG, item.length()) : item.length();
        for (int t = from; t < to; t++) {
            double v = item.calm[t];
            if (!Double.isNaN(v)) {
                sum += v;
                squares += v * v;
                n++;
            }
        }
        double mean = n == 0 ? 0 : sum / n;
        return new double[] {mean, n < 2 ? 0 : (squares - n * mean * mean) / (n - 1), n};
    }

    private static double mean(List<Double> values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.size();
    }

    /** Whether the item is too young to stand on its own. */
    boolean young(Item item) {
        return within > 0 && item.known() < YOUNG;
    }

    /** The level of a young item, given its own. */
    double level(Item item, double own) {
        int n = item.known();
        double k = within * (1 - (double) n / YOUNG);
        return n == 0 ? usual : (n * own + k * usual) / (n + k);
    }
}
