package dev.shelfcast.learning;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.ItemForecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The candidates' forecasts at past origins of the user's own history, beside what then came. Models are learned from
 * what was known before the oldest origin.
 */
final class Trial {
    /** Items examined; more hardly move a weight. */
    private static final int MOST_ITEMS = 4_000;

    private static final int MOST_ORIGINS = 4;

    /** Steps that the origins together should span, in short units: four weeks for days. */
    private static final int SPAN_UNITS = 4;

    /** Fewer errors do not tell what a quantile covers. */
    static final int LEAST_RATIOS = 200;

    private final DemandSettings settings;
    private final int horizon;
    final int origins;
    final int[] places;
    final Learner.Exam exam;
    private final List<DemandSeries> chosen;

    /** {@code errors[origin][item][candidate][lead]}: forecast less actual, empty where a candidate had none; the
     * statistical base is candidate 0.
     */
    private final double[][][][] errors;

    private final List<List<ItemForecast>> bases = new ArrayList<>();

    private Trial(DemandSettings settings, List<DemandSeries> items, Panel panel, Panel before, int origins) {
        this.settings = settings;
        this.horizon = settings.request().horizon();
        this.origins = origins;
        int every = Math.max(1, (items.size() + MOST_ITEMS - 1) / MOST_ITEMS);
        this.places = new int[(items.size() + every - 1) / every];
        Arrays.setAll(places, k -> k * every);
        this.chosen = Arrays.stream(places).mapToObj(items::get).toList();
        Panel[] views = new Panel[origins];
        for (int o = 0; o < origins; o++) {
            views[o] = panel.back((origins - o) * horizon, before).only(places);
        }
        this.exam = new Learner.Exam(panel.only(places), views);
        this.errors = new double[origins][places.length][0][];
    }

    /** How many origins a history can be examined at: none when learning would have too little before them. */
    static int origins(Panel panel, int horizon) {
        int unit = panel.rhythm.unit();
        int wanted = Math.max(2, Math.min(MOST_ORIGINS, SPAN_UNITS * unit / horizon));
        int[] lengths =
                Arrays.stream(panel.tracks).mapToInt(Track::length).sorted().toArray();
        int usual = lengths[lengths.length * 3 / 4];
        for (int w = wanted; w >= 1; w--) {
            if (usual - w * horizon >= Math.max(2 * horizon + unit, 6 * unit)) {
                return w;
            }
        }
        return 0;
    }

    static Trial of(DemandSettings settings, List<DemandSeries> items, Panel panel, Panel before, int origins) {
        Trial trial = new Trial(settings, items, panel, before, origins);
        for (int o = 0; o < origins; o++) {
            trial.base(o);
        }
        return trial;
    }

    /** The items as they were {@code back} steps ago, at least one step of each. */
    static List<DemandSeries> earlier(List<DemandSeries> items, int back) {
        List<DemandSeries> known = new ArrayList<>();
        for (DemandSeries one : items) {
            int length = one.series().length();
            int kept = Math.min(length, Math.max(1, length - back));
            known.add(new DemandSeries(one.id(), one.segment(), one.series().head(kept)));
        }
        return known;
    }

    private void base(int o) {
        int back = (origins - o) * horizon;
        List<ItemForecast> answers = new DemandForecaster(settings.withMethod("auto")).forecast(earlier(chosen, back));
        bases.add(answers);
        double[][] means = new double[places.length][];
        for (int i = 0; i < means.length; i++) {
            means[i] = answers.get(i).forecast().mean();
        }
        enter(o, means);
    }

    /** Adds the forecasts of a candidate that has learned from before the oldest origin. */
    void enter(Learned learned, Rounds rounds) {
        for (int o = 0; o < origins; o++) {
            enter(o, learned.means(exam.origins()[o], rounds));
        }
    }

    private void enter(int o, double[][] means) {
        for (int i = 0; i < places.length; i++) {
            Track whole = exam.whole().tracks[i];
            int origin = exam.origins()[o].tracks[i].length();
            double[] mean = means[i];
            double[] error = new double[mean == null || origin == 0 ? 0 : horizon];
            for (int j = 0; j < error.length; j++) {
                error[j] = mean[j] - whole.at(origin + j);
            }
            double[][] of = errors[o][i];
            errors[o][i] = Arrays.copyOf(of, of.length + 1);
            errors[o][i][of.length] = error;
        }
    }

    /** The weights of each segment and, last, of all. */
    double[][] weights(double[] prior, Panel panel) {
        int candidates = prior.length;
        double[][][] products = new double[places.length][0][];
        int[] segments = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            Track track = exam.whole().tracks[i];
            segments[i] = track.segment;
            double scale = scale(track);
            if (!(scale > 0)) {
                continue;
            }
            // What an item sells is what its errors weigh, as they cost by unit.
            double weight = Math.max(0, track.mean(track.length() - 8 * panel.rhythm.unit(), track.length())) / scale;
            double[][] sum = new double[candidates][candidates];
            int n = 0;
            for (int o = 0; o < origins; o++) {
                n += add(errors[o][i], sum, weight);
            }
            if (n > 0) {
                for (double[] row : sum) {
                    for (int d = 0; d < candidates; d++) {
                        row[d] /= n;
                    }
                }
                products[i] = sum;
            }
        }
        return new Blend(prior, origins).weights(products, segments, panel.segments.size());
    }

    /** Whether every candidate had a forecast. */
    private static boolean complete(double[][] of) {
        return Arrays.stream(of).allMatch(e -> e.length > 0);
    }

    private int add(double[][] of, double[][] sum, double weight) {
        if (!complete(of)) {
            return 0;
        }
        int n = 0;
        for (int j = 0; j < horizon; j++) {
            if (Double.isNaN(of[0][j])) {
                continue;
            }
            n++;
            for (int c = 0; c < sum.length; c++) {
                for (int d = 0; d < sum.length; d++) {
                    sum[c][d] += weight * of[c][j] * of[d][j];
                }
            }
        }
        return n;
    }

    /** Mean squared change from step to step, as in RMSSE. */
    private static double scale(Track track) {
        double sum = 0;
        int n = 0;
        for (int t = 1; t < track.length(); t++) {
            double step = track.at(t) - track.at(t - 1);
            sum += Double.isNaN(step) ? 0 : step * step;
            n += Double.isNaN(step) ? 0 : 1;
        }
        return n == 0 ? 0 : sum / n;
    }

    /** Errors of the mix and of each candidate over all origins, by name. */
    Map<String, Double> figures(List<String> names, double[][] weights) {
        Map<String, Double> found = new LinkedHashMap<>();
        double[] absolute = new double[names.size() + 1];
        double signed = 0;
        double actual = 0;
        for (int o = 0; o < origins; o++) {
            for (int i = 0; i < places.length; i++) {
                double[][] of = errors[o][i];
                if (!complete(of)) {
                    continue;
                }
                int origin = exam.origins()[o].tracks[i].length();
                double[] weight = weights[exam.whole().tracks[i].segment];
                for (int j = 0; j < horizon; j++) {
                    double a = exam.whole().tracks[i].at(origin + j);
                    if (Double.isNaN(a)) {
                        continue;
                    }
                    actual += a;
                    double mixed = 0;
                    for (int c = 0; c < of.length; c++) {
                        absolute[c] += Math.abs(of[c][j]);
                        mixed += weight[c] * of[c][j];
                    }
                    absolute[of.length] += Math.abs(mixed);
                    signed += mixed;
                }
            }
        }
        if (actual > 0) {
            found.put("validation.wape", absolute[names.size()] / actual);
            found.put("validation.bias", signed / actual);
            for (int c = 0; c < names.size(); c++) {
                found.put("validation.wape." + names.get(c), absolute[c] / actual);
            }
        }
        found.put("validation.origins", (double) origins);
        return found;
    }

    /**
     * How far the base's quantiles, carried to the mix's mean, have to move away from it so that each level covers what
     * it says (conformalised quantiles: Romano, Patterson and Candes 2019), drawn towards 1 since few origins tell.
     */
    double[] widths(double[][] weights) {
        double[] levels = settings.request().levels();
        double[] widths = new double[levels.length];
        for (int k = 0; k < levels.length; k++) {
            double[] ratios = ratios(weights, k);
            widths[k] = ratios.length < LEAST_RATIOS ? 1 : width(ratios, levels[k], origins);
        }
        return widths;
    }

    /** The factor on the distance from the mean that so many errors over it ask for; {@code ratios} get sorted. */
    static double width(double[] ratios, double level, int origins) {
        Arrays.sort(ratios);
        // Above the mean a larger ratio covers more, below it a smaller one.
        double p = level > 0.5 ? level : 1 - level;
        double found = ratios[(int) Math.min(ratios.length - 1, p * ratios.length)];
        double trust = origins / (origins + 2.0);
        return 1 + trust * (Math.max(0.7, Math.min(1.5, found)) - 1);
    }

    /** How candidates are weighed and quantiles widened. */
    record Mixed(double[][] weights, double[] widths) {}

    /** What the mix would have expected at an origin, empty where a candidate had nothing to say. */
    double[] mean(int o, int i, double[][] weights) {
        double[][] of = errors[o][i];
        if (!complete(of)) {
            return new double[0];
        }
        double[] mean = base(o, i).mean().clone();
        double[] weight = weights[exam.whole().tracks[i].segment];
        for (int j = 0; j < horizon; j++) {
            // Candidates' errors differ as their forecasts do, also where what came is not known.
            for (int c = 1; c < of.length; c++) {
                mean[j] += weight[c] * (of[c][j] - of[0][j]);
            }
        }
        return mean;
    }

    Forecast base(int o, int i) {
        return bases.get(o).get(i).forecast();
    }

    private double[] ratios(double[][] weights, int k) {
        double[] ratios = new double[origins * places.length * horizon];
        int n = 0;
        for (int o = 0; o < origins; o++) {
            for (int i = 0; i < places.length; i++) {
                double[][] of = errors[o][i];
                if (!complete(of)) {
                    continue;
                }
                double[] weight = weights[exam.whole().tracks[i].segment];
                var base = bases.get(o).get(i).forecast();
                for (int j = 0; j < horizon; j++) {
                    double e = 0;
                    for (int c = 0; c < of.length; c++) {
                        e += weight[c] * of[c][j];
                    }
                    double mean = base.mean()[j] + e - of[0][j];
                    double away = Carried.quantile(base.quantiles()[j][k], base.mean()[j], mean) - mean;
                    boolean outward = settings.request().levels()[k] > 0.5 ? away > 1e-9 : away < -1e-9;
                    if (!Double.isNaN(e) && outward) {
                        ratios[n++] = -e / away;
                    }
                }
            }
        }
        return Arrays.copyOf(ratios, n);
    }
}
