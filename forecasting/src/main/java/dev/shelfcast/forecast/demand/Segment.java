package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.Frequency;
import dev.shelfcast.forecast.Series;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * The items of one segment and what they share: cleaned demand, effects of causes and of the days of the month, the
 * seasonal profile, and how their levels are weighed.
 */
final class Segment {
    /** Weight of the segment's error against the item's own when gains are weighed, in steps. */
    private static final double GAIN_PRIOR = 60;

    private static final int HOURS_OF_DAY = 24;
    private static final int HOURS_OF_WEEK = 168;

    final List<Item> items;
    final int period;
    final SeasonProfile profile;
    final double[] levelWeights;
    final Newcomers newcomers;

    /** Whether the days of the month have a pattern. */
    final boolean monthly;

    Segment(List<DemandSeries> sources, Workers workers, int horizon) {
        Item[] made = new Item[sources.size()];
        workers.each(made.length, i -> made[i] = new Item(sources.get(i)));
        this.items = List.of(made);
        this.period = sources.isEmpty() ? 1 : pooledPeriod(sources.get(0).series());
        correct(items, workers, SeasonProfile.pooled(items, period), period);
        CauseEffects.apply(items, workers, SeasonProfile.pooled(items, period), horizon);
        // The first pass keeps a spike out of the season by which the second one judges.
        Spikes.damp(items, SeasonProfile.flat(period), workers);
        Spikes.damp(items, SeasonProfile.pooled(items, period), workers);
        double[] days = DayOfMonth.of(items, SeasonProfile.pooled(items, period), workers);
        this.monthly = days.length > 0;
        if (monthly) {
            workers.each(items.size(), i -> takeOut(items.get(i), days, horizon));
        }
        this.profile = SeasonProfile.pooled(items, period);
        profile.own(items, workers);
        gains(workers);
        this.levelWeights = LevelWeights.of(items, period, workers, horizon);
        this.newcomers = Newcomers.of(items);
    }

    /** The same segment as it stood {@code back} steps before the end of each item. */
    Segment before(int back, Workers workers, int horizon) {
        List<DemandSeries> then = items.stream()
                .map(item -> item.source)
                .map(s -> new DemandSeries(
                        s.id(),
                        s.segment(),
                        s.series().head(Math.max(0, s.series().length() - back))))
                .toList();
        return new Segment(then, workers, horizon);
    }

    /** The period of the shared profile: hours follow the week, not only the day, once four weeks are known. */
    private static int pooledPeriod(Series series) {
        boolean hours = series.frequency() == Frequency.HOURLY && series.period() == HOURS_OF_DAY;
        return hours && series.length() >= 4 * HOURS_OF_WEEK ? HOURS_OF_WEEK : series.period();
    }

    /** The series of a segment with stock-outs corrected, for models that are fitted one by one. */
    static List<Series> cleaned(Workers workers, List<DemandSeries> sources) {
        if (!censored(sources)) {
            return sources.stream().map(DemandSeries::series).toList();
        }
        List<Item> items = sources.stream().map(Item::new).toList();
        int period = sources.get(0).series().period();
        correct(items, workers, SeasonProfile.pooled(items, period), period);
        return items.stream().map(Segment::withCauses).toList();
    }

    private static boolean censored(List<DemandSeries> sources) {
        return sources.stream().anyMatch(s -> s.series().inStock() != null);
    }

    /** The corrected series with its columns of causes, which start at the item's first kept step. */
    private static Series withCauses(Item item) {
        double[][] given = item.source.series().regressors();
        int dropped = item.source.series().length() - item.length();
        double[][] columns = new double[given.length][];
        for (int k = 0; k < given.length; k++) {
            columns[k] = Arrays.copyOfRange(given[k], dropped, given[k].length);
        }
        return RefitChoice.series(item, item.length()).withRegressors(columns);
    }

    private static void correct(List<Item> items, Workers workers, SeasonProfile profile, int period) {
        if (items.stream().anyMatch(i -> i.source.series().inStock() != null)) {
            StockoutCorrection correction = StockoutCorrection.of(items, profile);
            workers.each(items.size(), i -> correction.apply(items.get(i)));
        }
    }

    private static void takeOut(Item item, double[] days, int horizon) {
        double[] factor = new double[item.length() + horizon];
        for (int t = 0; t < factor.length; t++) {
            factor[t] = days[LocalDate.ofEpochDay(item.first + t).getDayOfMonth() - 1];
        }
        item.takeOut(factor);
    }

    /** Weighs each item's gains by its own one-step errors and those of the segment. */
    private void gains(Workers workers) {
        double[][] squares = new double[items.size()][];
        workers.each(items.size(), i -> squares[i] = Levels.squaredErrors(items.get(i)));
        double[] shared = new double[Levels.ALPHAS.length];
        int counted = 0;
        for (double[] own : squares) {
            double least = Arrays.stream(own).min().orElse(0);
            if (least > 0) {
                counted++;
                for (int a = 0; a < shared.length; a++) {
                    shared[a] += Math.log(own[a] / least);
                }
            }
        }
        int all = Math.max(1, counted);
        workers.each(items.size(), i -> {
            Item item = items.get(i);
            double[] cost = new double[shared.length];
            double least = Double.POSITIVE_INFINITY;
            for (int a = 0; a < shared.length; a++) {
                double own = squares[i][a] > 0 ? item.length() * Math.log(squares[i][a]) : 0;
                cost[a] = own + GAIN_PRIOR * shared[a] / all;
                least = Math.min(least, cost[a]);
            }
            double sum = 0;
            for (int a = 0; a < shared.length; a++) {
                cost[a] = Math.exp((least - cost[a]) / 2);
                sum += cost[a];
            }
            for (int a = 0; a < shared.length; a++) {
                cost[a] /= sum;
            }
            item.gains = cost;
        });
    }
}
