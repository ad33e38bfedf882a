package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Models;
import dev.shelfcast.forecast.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scales items to a better forecast of their total. A segment's total shows the year and the trend that single items
 * hide in noise; its own model and the sum of the items' forecasts are combined by their backtest errors (Bates and
 * Granger 1969, "The combination of forecasts"), and the items share the difference in proportion (top-down by forecast
 * proportions: Athanasopoulos, Ahmed and Hyndman 2009).
 */
final class Alignment {
    private static final int ORIGINS = 4;
    private static final int LEAST_ITEMS = 10;
    private static final double FARTHEST = 2;
    private static final int YEAR = 365;

    /** {@code factor[j]}: what every item's forecast at lead j + 1 is multiplied by. */
    final double[] factor;

    final String reason;

    private Alignment(double[] factor, String reason) {
        this.factor = factor;
        this.reason = reason;
    }

    static Alignment none(int horizon, String reason) {
        double[] factor = new double[horizon];
        Arrays.fill(factor, 1);
        return new Alignment(factor, reason);
    }

    /**
     * Finds the factors; 1 where the segment is small, young, or driven by known causes that the total's model does not
     * know.
     */
    static Alignment of(Segment segment, Workers workers, int horizon) {
        List<Item> items = segment.items;
        SeasonProfile profile = segment.profile;
        long end = items.stream().mapToLong(Alignment::end).max().orElse(0);
        List<Item> alive = new ArrayList<>();
        for (Item item : items) {
            if (end(item) == end) {
                alive.add(item);
            }
        }
        if (alive.size() < LEAST_ITEMS) {
            return none(horizon, "not aligned to the total: fewer than " + LEAST_ITEMS + " items");
        }
        PooledForecast[] pooled = new PooledForecast[alive.size()];
        workers.each(pooled.length, i -> pooled[i] = new PooledForecast(alive.get(i), segment));
        double[] total = total(alive, pooled);
        if (total.length < (ORIGINS + 2) * horizon + 2 * profile.period) {
            return none(horizon, "not aligned to the total: history too short");
        }
        double[][] own = new double[ORIGINS + 1][];
        double[][] sums = new double[ORIGINS + 1][];
        workers.each(ORIGINS + 1, k -> {
            int back = k * horizon;
            own[k] = model(total, total.length - back, profile.period, horizon);
            sums[k] = sum(pooled, back, horizon);
        });
        double ownError = 0;
        double sumError = 0;
        for (int k = 1; k <= ORIGINS; k++) {
            for (int j = 0; j < horizon; j++) {
                double actual = total[total.length - k * horizon + j];
                ownError += (actual - own[k][j]) * (actual - own[k][j]);
                sumError += (actual - sums[k][j]) * (actual - sums[k][j]);
            }
        }
        double weight = ownError + sumError > 0 ? sumError / (ownError + sumError) : 0;
        double[] factor = new double[horizon];
        for (int j = 0; j < horizon; j++) {
            double mixed = sums[0][j] > 0 ? weight * own[0][j] / sums[0][j] + 1 - weight : 1;
            factor[j] = Math.max(1 / FARTHEST, Math.min(FARTHEST, mixed));
        }
        return new Alignment(
                factor,
                String.format(
                        java.util.Locale.ROOT, "aligned to the segment's total, its own model weighing %.2f", weight));
    }

    private static long end(Item item) {
        return item.first + item.length();
    }

    /**
     * The segment's demand per step as far back as any item goes; an unknown step counts by what was expected of it.
     */
    private static double[] total(List<Item> items, PooledForecast[] pooled) {
        int longest = items.stream().mapToInt(Item::length).max().orElse(0);
        double[] total = new double[longest];
        double[] expected = new double[1];
        for (int i = 0; i < pooled.length; i++) {
            Item item = items.get(i);
            int offset = longest - item.length();
            for (int t = 0; t < item.length(); t++) {
                double v = item.calm[t];
                if (Double.isNaN(v)) {
                    pooled[i].base(t, expected);
                    v = expected[0];
                }
                total[offset + t] += v;
            }
        }
        return total;
    }

    private static double[] model(double[] total, int length, int period, int horizon) {
        boolean yearly = period == 7 && length > 2 * YEAR + horizon;
        Forecaster model = Models.named(yearly ? "mstl" : "ets-theta");
        Series series = Series.of(Arrays.copyOf(total, length));
        double[] mean = model.fit(yearly ? series.withPeriods(period, YEAR) : series.withPeriods(period))
                .mean(horizon);
        for (int j = 0; j < horizon; j++) {
            mean[j] = Math.max(0, mean[j]);
        }
        return mean;
    }

    private static double[] sum(PooledForecast[] pooled, int back, int horizon) {
        double[] sum = new double[horizon];
        double[] path = new double[horizon];
        for (PooledForecast one : pooled) {
            int origin = one.item.length() - back;
            if (origin > 0) {
                one.base(origin, path);
                for (int j = 0; j < horizon; j++) {
                    sum[j] += path[j];
                }
            }
        }
        return sum;
    }
}
