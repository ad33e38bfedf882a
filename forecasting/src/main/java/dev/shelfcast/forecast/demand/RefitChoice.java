package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Frequency;
import dev.shelfcast.forecast.Models;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.Spread;
import dev.shelfcast.forecast.numeric.Normal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How much of a segment's forecast comes from models fitted item by item rather than from the pooled levels. Daily
 * demand starts from the pooled levels, weekly and monthly from the fitted models; a rolling-origin backtest on a
 * sample of the segment moves the weight to a half or to the other side only for a clear gain, because choosing item by
 * item is noise and a nervous choice costs trust.
 */
final class RefitChoice {
    private static final int MOST_SAMPLED = 48;
    private static final int ORIGINS = 2;

    /** Months and weeks before one origin share one turn of the economy: more origins, a horizon apart. */
    private static final int ORIGINS_APART = 4;

    private static final int NORMAL_TRIALS = 200;

    /** Up to this period a profile has so many cycles that the last ones do not show. */
    private static final int LONGEST_SEEN = 14;

    private static final double FARTHEST = 8;

    /** A change has to lower the logarithm of the error by so much. */
    private static final double CLEAR_GAIN = -0.02;

    final Forecaster model;
    /** 0, one half or 1. */
    final double weight;
    /** Standardised errors of the fitted models, of single steps and of sums. */
    final ErrorPool stepShape;

    final ErrorPool sumShape;
    /** In plain words, why. */
    final String reason;

    private RefitChoice(Forecaster model, double weight, ErrorPool stepShape, ErrorPool sumShape, String reason) {
        this.model = model;
        this.weight = weight;
        this.stepShape = stepShape;
        this.sumShape = sumShape;
        this.reason = reason;
    }

    /** One backtest of one item at one origin. */
    private static final class Trial {
        final double[] step;
        final double[] sum;
        double pooled;
        double refit;
        double mixed;

        Trial(int horizon) {
            step = new double[horizon];
            sum = new double[horizon];
        }
    }

    static RefitChoice of(int horizon, Workers workers, Segment segment) {
        List<Item> items = segment.items;
        boolean daily = daily(items);
        Forecaster model = Models.named(daily ? "ets-theta" : "auto");
        List<Integer> sample = sample(items, horizon, segment.period, daily);
        Trial[] trials = trials(horizon, workers, segment, sample, model, daily);
        double pooled = 0;
        double refit = 0;
        double mixed = 0;
        List<double[][]> steps = new ArrayList<>();
        List<double[][]> sums = new ArrayList<>();
        List<double[]> ones = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        double[] unit = new double[horizon];
        Arrays.fill(unit, 1);
        for (Trial trial : trials) {
            pooled += trial.pooled;
            refit += trial.refit;
            mixed += trial.mixed;
            steps.add(column(trial.step));
            sums.add(column(trial.sum));
            ones.add(unit);
            classes.add(0);
        }
        double[][] prior = normalShape(horizon);
        steps.add(prior);
        sums.add(prior);
        ones.add(unit);
        classes.add(0);
        double weight = weight(daily, trials);
        String reason = trials.length == 0
                ? "no backtest: history too short"
                : String.format(
                        java.util.Locale.ROOT,
                        "backtest of %d forecasts: pooled index %.3f, fitted models %.3f, both %.3f (scaled RMSE)",
                        trials.length,
                        pooled / trials.length,
                        refit / trials.length,
                        mixed / trials.length);
        return new RefitChoice(
                model,
                weight,
                ErrorPool.of(steps, ones, classes, unit),
                ErrorPool.of(sums, ones, classes, unit),
                reason);
    }

    /** Some hundred trials of a few dozen items are a rough shape: the normal distribution goes in as so many more. */
    private static double[][] normalShape(int horizon) {
        double[] scores = new double[NORMAL_TRIALS];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Normal.quantile((i + 0.5) / scores.length);
        }
        double[][] shape = new double[horizon][];
        Arrays.fill(shape, scores);
        return shape;
    }

    private static double weight(boolean daily, Trial[] trials) {
        if (daily) {
            boolean both = clear(trials, t -> t.mixed, t -> t.pooled);
            return both ? (clear(trials, t -> t.refit, t -> t.mixed) ? 1 : 0.5) : 0;
        }
        boolean both = clear(trials, t -> t.mixed, t -> t.refit);
        return both ? (clear(trials, t -> t.pooled, t -> t.mixed) ? 0 : 0.5) : 1;
    }

    /**
     * Whether the first error is clearly the smaller: by 2% in the geometric mean and beyond two standard errors of it,
     * and by 2% in the plain mean too, since many small gains can hide a few items that go far wrong.
     */
    private static boolean clear(Trial[] trials, ToDoubleFunction<Trial> better, ToDoubleFunction<Trial> worse) {
        double sum = 0;
        double squares = 0;
        double change = 0;
        double all = 0;
        int n = 0;
        for (Trial trial : trials) {
            double ratio = Math.log(better.applyAsDouble(trial) / worse.applyAsDouble(trial));
            if (Double.isFinite(ratio)) {
                change += better.applyAsDouble(trial) - worse.applyAsDouble(trial);
                all += worse.applyAsDouble(trial);
                sum += ratio;
                squares += ratio * ratio;
                n++;
            }
        }
        if (n < 8) {
            return false;
        }
        double mean = sum / n;
        double error = Math.sqrt(Math.max(0, squares / n - mean * mean) / (n - 1));
        return mean < CLEAR_GAIN && mean < -2 * error && change < CLEAR_GAIN * all;
    }

    private static boolean daily(List<Item> items) {
        if (items.isEmpty()) {
            return true;
        }
        Series first = items.get(0).source.series();
        return first.frequency() == Frequency.HOURLY || (first.frequency() == Frequency.DAILY && first.period() <= 7);
    }

    /** Items with enough history to be tested, evenly spread over the segment. */
    private static List<Integer> sample(List<Item> items, int horizon, int period, boolean daily) {
        List<Integer> able = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).length() >= horizon + horizon / 2 + Math.max(14, 2 * period)) {
                able.add(i);
            }
        }
        // Where every item is fitted anyway a larger sample costs little.
        int most = daily ? Math.min(MOST_SAMPLED, Math.max(8, items.size() / 5)) : MOST_SAMPLED;
        List<Integer> sample = new ArrayList<>();
        for (int i = 0; i < Math.min(most, able.size()); i++) {
            sample.add(able.get((int) ((long) i * able.size() / Math.min(most, able.size()))));
        }
        return sample;
    }

    private static Trial[] trials(
            int horizon, Workers workers, Segment segment, List<Integer> sample, Forecaster model, boolean daily) {
        int origins = daily ? ORIGINS : ORIGINS_APART;
        int stride = daily ? Math.max(1, horizon / 2) : horizon;
        List<Trial> trials = new ArrayList<>();
        for (int k = 0; k < origins; k++) {
            int back = horizon + k * stride;
            List<Integer> able = sample.stream()
                    .filter(i -> segment.items.get(i).length() - back >= Math.max(14, 2 * segment.period))
                    .toList();
            if (able.isEmpty()) {
                break;
            }
            // A profile of few cycles would know what it is asked to foretell.
            Segment before = segment.period > LONGEST_SEEN ? segment.before(back, workers, horizon) : segment;
            Trial[] made = new Trial[able.size()];
            workers.each(made.length, i -> {
                Item item = segment.items.get(able.get(i));
                int origin = item.length() - back;
                double[] pooled = new double[horizon];
                Item then = before.items.get(able.get(i));
                new PooledForecast(then, before).path(before == segment ? origin : then.length(), pooled);
                made[i] = trial(model, item, pooled, origin);
            });
            trials.addAll(Arrays.asList(made));
        }
        return trials.toArray(Trial[]::new);
    }

    private static Trial trial(Forecaster model, Item item, double[] pooled, int origin) {
        int horizon = pooled.length;
        Trial trial = new Trial(horizon);
        FittedModel fit = model.fit(series(item, origin));
        double[] refit = fit.mean(horizon);
        Spread spread = fit.spread(horizon);
        double sum = 0;
        double naive = 0;
        int counted = 0;
        for (int t = 1; t < origin; t++) {
            double step = item.values[t] - item.values[t - 1];
            naive += Double.isNaN(step) ? 0 : step * step;
            counted += Double.isNaN(step) ? 0 : 1;
        }
        double scale = counted == 0 || naive == 0 ? 1 : Math.sqrt(naive / counted);
        int known = 0;
        for (int j = 0; j < horizon; j++) {
            double actual = item.actual(origin + j);
            double effect = item.effectAt(origin + j);
            double e = actual - refit[j] * effect;
            sum += e;
            // A model that fitted its history perfectly says nothing about the shape of errors.
            trial.step[j] = spread.step()[j] > 1e-3 * scale ? e / (spread.step()[j] * effect) : Double.NaN;
            trial.sum[j] = spread.sum()[j] > 1e-3 * scale ? sum / spread.sum()[j] : Double.NaN;
            if (!Double.isNaN(e)) {
                known++;
                trial.refit += e * e;
                trial.pooled += (actual - pooled[j]) * (actual - pooled[j]);
                trial.mixed += Math.pow(actual - (pooled[j] + refit[j] * effect) / 2, 2);
            }
        }
        trial.refit = known == 0 ? 0 : Math.sqrt(trial.refit / known) / scale;
        trial.pooled = known == 0 ? 0 : Math.sqrt(trial.pooled / known) / scale;
        trial.mixed = known == 0 ? 0 : Math.sqrt(trial.mixed / known) / scale;
        return trial;
    }

    private static double[][] column(double[] values) {
        double[][] column = new double[values.length][];
        for (int j = 0; j < values.length; j++) {
            column[j] = Double.isNaN(values[j])
                    ? new double[0]
                    : new double[] {Math.max(-FARTHEST, Math.min(FARTHEST, values[j]))};
        }
        return column;
    }

    /** The item's cleaned demand up to {@code end}, spikes drawn in and effects taken out, as a series. */
    static Series series(Item item, int end) {
        Series source = item.source.series();
        int dropped = source.length() - item.length();
        Series series = Series.of(Arrays.copyOf(item.calm, end)).withPeriods(source.periods());
        var start = source.timeOf(dropped);
        return start == null ? series : series.startingAt(start, source.frequency());
    }
}
