package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.Forecasting;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.Spread;
import dev.shelfcast.forecast.accuracy.Measures;
import dev.shelfcast.forecast.demand.PooledForecast.Errors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pipeline over one segment: clean, profile, levels, choice of candidates, quantiles. */
final class SegmentRun {
    /** Items whose errors make the shape; more do not move it. */
    private static final int POOL_ITEMS = 500;

    private final DemandSettings settings;
    private final Workers workers;
    private final int[] place;
    private final Segment segment;
    private final List<Item> items;
    private final int horizon;
    private final int period;
    private final ErrorPool stepPool;
    private final ErrorPool sumPool;
    private final RefitChoice choice;
    private final Alignment alignment;

    SegmentRun(DemandSettings settings, Workers workers, List<DemandSeries> sources) {
        this.settings = settings;
        this.workers = workers;
        this.horizon = settings.request().horizon();
        this.place = places(sources);
        DemandSeries[] sorted = new DemandSeries[place.length];
        for (int i = 0; i < place.length; i++) {
            sorted[place[i]] = sources.get(i);
        }
        this.segment = new Segment(List.of(sorted), workers, horizon);
        this.items = segment.items;
        this.period = segment.period;
        this.choice = RefitChoice.of(horizon, workers, segment);
        boolean align = settings.alignToTotals() && choice.weight < 1;
        this.alignment = align ? Alignment.of(segment, workers, horizon) : Alignment.none(horizon, "");
        this.stepPool = pool(false);
        this.sumPool = pool(true);
    }

    /** Where each item stands in the order of ids: samples and sums shall not depend on the order given. */
    private static int[] places(List<DemandSeries> sources) {
        Integer[] order = new Integer[sources.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparing((Integer i) -> sources.get(i).id()));
        int[] place = new int[order.length];
        for (int k = 0; k < order.length; k++) {
            place[order[k]] = k;
        }
        return place;
    }

    private ErrorPool pool(boolean sums) {
        int every = Math.max(1, items.size() / POOL_ITEMS);
        int n = (items.size() + every - 1) / every;
        double[][][] errors = new double[n][][];
        double[][] means = new double[n][];
        double[][] worth = new double[n][];
        workers.each(n, i -> {
            PooledForecast forecast = new PooledForecast(items.get(i * every), segment);
            Errors found = forecast.errors(horizon);
            errors[i] = sums ? found.sum : found.step;
            means[i] = means(forecast, sums);
            worth[i] = found.worth;
        });
        double[] dispersion = new double[horizon];
        for (int j = 0; j < horizon; j++) {
            dispersion[j] = dispersion(errors, means, j);
        }
        List<double[]> scales = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] scale = new double[horizon];
            for (int j = 0; j < horizon; j++) {
                scale[j] = Conformal.scale(errors[i][j], worth[i][j], means[i][j], dispersion[j]);
            }
            scales.add(scale);
            classes.add(ErrorPool.classOf(items.get(i * every).rate(90)));
        }
        return ErrorPool.of(Arrays.asList(errors), scales, classes, dispersion);
    }

    private double[] means(PooledForecast forecast, boolean sums) {
        double[] path = new double[horizon];
        forecast.path(forecast.item.length(), path);
        for (int j = 1; sums && j < horizon; j++) {
            path[j] += path[j - 1];
        }
        return path;
    }

    private static double dispersion(double[][][] errors, double[][] means, int j) {
        double ratio = 0;
        int counted = 0;
        for (int i = 0; i < errors.length; i++) {
            double squares = 0;
            for (double e : errors[i][j]) {
                squares += e * e;
            }
            if (errors[i][j].length > 0 && means[i][j] > 1e-3) {
                ratio += squares / errors[i][j].length / means[i][j];
                counted++;
            }
        }
        return counted == 0 ? j + 1 : ratio / counted;
    }

    /** The forecast of item i of those given. */
    ItemForecast forecast(int i) {
        Item item = items.get(place[i]);
        PooledForecast pooled = new PooledForecast(item, segment);
        double[] levels = settings.request().levels();
        Draft draft = new Draft(
                new double[horizon],
                new double[horizon][levels.length],
                new double[horizon][levels.length],
                new Parts());
        if (choice.weight < 1) {
            pooledDraft(pooled, draft);
            pooled.explain(draft.parts, horizon);
        }
        @Nullable FittedModel refit = null;
        if (choice.weight > 0) {
            refit = choice.model.fit(RefitChoice.series(item, item.length()));
            refitDraft(item, refit, draft);
            explainRefit(item, refit, draft);
        }
        align(draft);
        draft.parts.reach(Parts.ALIGNMENT, draft.mean);
        finish(draft);
        draft.parts.reach(Parts.FLOOR, draft.mean);
        return answer(pooled, refit, draft);
    }

    /** Mean and quantiles in the making. */
    private record Draft(double[] mean, double[][] quantiles, double[][] sums, Parts parts) {}

    private void pooledDraft(PooledForecast pooled, Draft draft) {
        pooled.path(pooled.item.length(), draft.mean);
        Errors errors = pooled.errors(horizon);
        int volume = ErrorPool.classOf(pooled.item.rate(90));
        double total = 0;
        for (int j = 0; j < horizon; j++) {
            total += draft.mean[j];
            fill(draft.mean[j], errors.step[j], errors.worth[j], stepPool, volume, j, draft.quantiles[j]);
            fill(total, errors.sum[j], errors.worth[j], sumPool, volume, j, draft.sums[j]);
        }
    }

    /** Mixes the fitted model into the draft by its weight: means and quantiles alike (averaging of quantiles). */
    private void refitDraft(Item item, FittedModel refit, Draft draft) {
        double[] mean = refit.mean(horizon);
        Spread spread = refit.spread(horizon);
        double[] levels = settings.request().levels();
        double[] at = new double[levels.length];
        double w = choice.weight;
        double total = 0;
        double plain = 0;
        for (int j = 0; j < horizon; j++) {
            plain += mean[j];
            double effect = item.effectAt(item.length() + j);
            mean[j] *= effect;
            total += mean[j];
            draft.mean[j] = (1 - w) * draft.mean[j] + w * mean[j];
            double onSum = plain > 0 ? total / plain : 1;
            double[] shape = choice.stepShape.shape(0, j);
            double scale = spread.step()[j] * effect;
            Conformal.quantiles(mean[j], new double[0], Double.POSITIVE_INFINITY, shape, scale, levels, at);
            mix(draft.quantiles[j], at, w);
            shape = choice.sumShape.shape(0, j);
            scale = spread.sum()[j] * onSum;
            Conformal.quantiles(total, new double[0], Double.POSITIVE_INFINITY, shape, scale, levels, at);
            mix(draft.sums[j], at, w);
        }
    }

    private void explainRefit(Item item, FittedModel refit, Draft draft) {
        if (choice.weight == 1) {
            draft.parts.reachModel(refit, period, horizon);
            double[] season = draft.mean.clone();
            for (int j = 0; j < horizon; j++) {
                season[j] /= item.causesAt(j);
            }
            draft.parts.reach(Parts.SEASON, season);
            item.explainCauses(draft.parts, season);
            draft.parts.reach(Parts.CAUSES, draft.mean);
        }
        draft.parts.reach(Parts.OTHER_MODELS, draft.mean);
    }

    private void align(Draft draft) {
        double before = 0;
        double after = 0;
        for (int j = 0; j < horizon; j++) {
            double factor = alignment.factor[j];
            before += draft.mean[j];
            draft.mean[j] *= factor;
            after += draft.mean[j];
            double summed = before > 0 ? after / before : factor;
            for (int k = 0; k < draft.quantiles[j].length; k++) {
                draft.quantiles[j][k] *= factor;
                draft.sums[j][k] *= summed;
            }
        }
    }

    private static void mix(double[] into, double[] from, double weight) {
        for (int k = 0; k < into.length; k++) {
            into[k] = (1 - weight) * into[k] + weight * from[k];
        }
    }

    private void fill(double mean, double[] errors, double worth, ErrorPool pool, int volume, int lead, double[] out) {
        double scale = Conformal.scale(errors, worth, mean, pool.dispersion(lead));
        Conformal.quantiles(
                mean,
                errors,
                worth,
                pool.shape(volume, lead),
                scale,
                settings.request().levels(),
                out);
    }

    /** Cuts at zero where asked; then sums can only grow with the lead. */
    private void finish(Draft draft) {
        if (!settings.request().nonNegative()) {
            return;
        }
        for (int j = 0; j < horizon; j++) {
            draft.mean[j] = Math.max(0, draft.mean[j]);
            for (int k = 0; k < draft.quantiles[j].length; k++) {
                draft.quantiles[j][k] = Math.max(0, draft.quantiles[j][k]);
                draft.sums[j][k] = Math.max(j == 0 ? 0 : draft.sums[j - 1][k], draft.sums[j][k]);
            }
        }
    }

    private ItemForecast answer(PooledForecast pooled, @Nullable FittedModel refit, Draft draft) {
        Item item = pooled.item;
        Series series = item.source.series();
        DemandClass kind = DemandClass.of(series.values(), settings.newBelow(), settings.deadAfter());
        List<String> reasons = new ArrayList<>();
        reasons.add("demand class " + kind);
        reasons.add(choice.reason);
        if (!alignment.reason.isEmpty()) {
            reasons.add(alignment.reason);
        }
        if (item.correctedUnits > 0) {
            reasons.add("stock-out correction added " + Math.round(item.correctedUnits * 10) / 10.0
                    + " units in the last 28 steps");
        }
        Map<String, Double> parameters = new LinkedHashMap<>();
        String label = refit == null ? "" : refit.label();
        if (choice.weight < 1) {
            label = "PooledIndex(" + period + ")" + (refit == null ? "" : "+" + label);
            parameters.put("level", pooled.level());
            parameters.put("alpha", alpha(item));
            for (int s = 0; period > 1 && period <= 31 && s < period; s++) {
                parameters.put("season" + s, item.own[s]);
            }
        }
        if (refit != null) {
            parameters.putAll(refit.parameters());
        }
        Forecast forecast = new Forecast(
                label,
                Collections.unmodifiableMap(parameters),
                draft.mean,
                settings.request().levels(),
                draft.quantiles,
                draft.sums,
                backtest(pooled, refit),
                Forecasting.provenance(
                        settings.method(), series, settings.request().seed(), reasons));
        return new ItemForecast(item.source.id(), item.source.segment(), kind, forecast, explanation(item, draft));
    }

    /** The mean gain of the item's smoothing. */
    private static double alpha(Item item) {
        double alpha = 0;
        for (int a = 0; a < Levels.ALPHAS.length; a++) {
            alpha += item.gains[a] * Levels.ALPHAS[a];
        }
        return alpha;
    }

    private ItemForecast.Explanation explanation(Item item, Draft draft) {
        double[] mean = draft.mean;
        double level = 0;
        for (double m : mean) {
            level += m / horizon;
        }
        double[] season = new double[horizon];
        for (int j = 0; j < horizon; j++) {
            season[j] = level > 0 ? mean[j] / level : 1;
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put("pooled-index", 1 - choice.weight);
        weights.put(choice.model.name(), choice.weight);
        return new ItemForecast.Explanation(
                level,
                season,
                alignment.factor[0],
                item.correctedUnits,
                Collections.unmodifiableMap(weights),
                draft.parts.list());
    }

    /**
     * Errors of the pooled forecast made one horizon ago where there is history for it, else those within the sample.
     */
    private Map<String, Double> backtest(PooledForecast pooled, @Nullable FittedModel refit) {
        Item item = pooled.item;
        int origin = item.length() - horizon;
        if (refit != null && choice.weight == 1) {
            return Measures.inSample(item.values, refit.fitted(), period);
        }
        if (origin < Math.max(7, period)) {
            return Map.of();
        }
        double[] path = new double[horizon];
        pooled.path(origin, path);
        double[] actual = new double[horizon];
        Arrays.setAll(actual, j -> item.actual(origin + j));
        double[] before = Arrays.copyOf(item.values, origin);
        Map<String, Double> found = new LinkedHashMap<>();
        Measures.put(found, "mae", Measures.mae(actual, path));
        Measures.put(found, "rmse", Measures.rmse(actual, path));
        Measures.put(found, "wape", Measures.wape(actual, path));
        Measures.put(found, "bias", Measures.bias(actual, path));
        Measures.put(found, "mase", Measures.mase(actual, path, before, period));
        Measures.put(found, "rmsse", Measures.rmsse(actual, path, before, 1));
        Measures.put(found, "mape", Measures.mape(actual, path));
        Measures.put(found, "r2", Measures.r2(actual, path));
        return Collections.unmodifiableMap(found);
    }
}
