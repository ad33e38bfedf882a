package dev.shelfcast.learning;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.Provenance;
import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.GlobalModel;
import dev.shelfcast.forecast.demand.ItemForecast;
import dev.shelfcast.forecast.demand.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The statistical forecast and learned ones, mixed by segment. */
final class BlendedModel implements GlobalModel {
    private static final String FILE = "blend.properties";

    private final Mix mix;
    private final DemandSettings settings;
    private final List<Learned> learned;
    private final Map<String, Integer> segments = new LinkedHashMap<>();

    /**
     * How candidates are mixed.
     *
     * @param method name of the method
     * @param segments names of the segments that have weights
     * @param weights {@code weights[s][c]}, the last row for unknown segments; candidate 0 is the statistical forecast
     * @param widths factor on each quantile's distance from the mean
     * @param figures of the validation
     * @param reason in plain words
     */
    record Mix(
            String method,
            List<String> segments,
            double[][] weights,
            double[] widths,
            Map<String, Double> figures,
            String reason) {}

    BlendedModel(Mix mix, DemandSettings settings, List<Learned> learned) {
        this.mix = mix;
        this.settings = settings;
        this.learned = List.copyOf(learned);
        for (int s = 0; s < mix.segments().size(); s++) {
            segments.put(mix.segments().get(s), s);
        }
    }

    @Override
    public String label() {
        return "auto" + learned.stream().map(one -> " + " + one.label()).collect(Collectors.joining());
    }

    @Override
    public Map<String, Double> parameters() {
        Map<String, Double> found = new LinkedHashMap<>();
        for (Learned one : learned) {
            found.putAll(one.parameters());
        }
        double[] all = mix.weights()[mix.weights().length - 1];
        for (int c = 0; c < all.length; c++) {
            found.put("weight." + candidate(c), all[c]);
        }
        found.putAll(mix.figures());
        return Collections.unmodifiableMap(found);
    }

    private String candidate(int c) {
        return c == 0 ? "auto" : learned.get(c - 1).name();
    }

    @Override
    public List<ItemForecast> forecast(List<DemandSeries> items, Progress progress) {
        if (items.isEmpty()) {
            return List.of();
        }
        List<ItemForecast> base = new DemandForecaster(settings.withMethod("auto")).forecast(items, progress);
        Rounds rounds = new Rounds(done -> progress.goOn(items.size()));
        List<double[][]> means = new ArrayList<>();
        if (!learned.isEmpty()) {
            Panel panel = Panel.of(items, settings.request().horizon(), settings.threads());
            for (Learned one : learned) {
                means.add(one.means(panel, rounds));
            }
        }
        List<ItemForecast> answers = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            answers.add(mixed(items.get(i), base.get(i), i, means));
        }
        return answers;
    }

    private ItemForecast mixed(DemandSeries item, ItemForecast base, int i, List<double[][]> means) {
        double[] weights = mix.weights()[segments.getOrDefault(item.segment(), mix.weights().length - 1)];
        boolean known = !means.isEmpty();
        for (double[][] one : means) {
            known &= one[i] != null;
        }
        Forecast from = base.forecast();
        double[] mean = from.mean().clone();
        for (int j = 0; known && j < mean.length; j++) {
            mean[j] *= weights[0];
            for (int c = 1; c < weights.length; c++) {
                mean[j] += weights[c] * means.get(c - 1)[i][j];
            }
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int c = 0; c < weights.length; c++) {
            shares.put(candidate(c), known ? weights[c] : c == 0 ? 1 : 0);
        }
        return Answer.of(base, known ? forecast(from, mean, shares) : told(from, shares), shares);
    }

    private Forecast forecast(Forecast from, double[] mean, Map<String, Double> shares) {
        int horizon = mean.length;
        boolean cut = settings.request().nonNegative();
        double[][] quantiles = new double[horizon][];
        double[][] sums = new double[horizon][];
        double before = 0;
        double after = 0;
        for (int j = 0; j < horizon; j++) {
            before += from.mean()[j];
            after += mean[j];
            quantiles[j] = Carried.quantiles(from.quantiles()[j], from.mean()[j], mean[j], mix.widths(), cut);
            sums[j] = Carried.quantiles(from.sumQuantiles()[j], before, after, mix.widths(), cut);
            for (int k = 0; cut && j > 0 && k < sums[j].length; k++) {
                // What cannot be negative can only add up.
                sums[j][k] = Math.max(sums[j][k], sums[j - 1][k]);
            }
        }
        Forecast carried = new Forecast(
                label(), from.parameters(), mean, from.levels(), quantiles, sums, from.metrics(), from.provenance());
        return told(carried, shares);
    }

    /** The same numbers with the mix's parameters, figures and reasons beside their own. */
    private Forecast told(Forecast from, Map<String, Double> shares) {
        Map<String, Double> parameters = new LinkedHashMap<>(from.parameters());
        shares.forEach((name, share) -> parameters.put("weight." + name, share));
        List<String> reasons = new ArrayList<>(from.provenance().reasons());
        reasons.add(mix.reason());
        Provenance origin = from.provenance();
        Map<String, Double> metrics = new LinkedHashMap<>(from.metrics());
        metrics.putAll(mix.figures());
        return new Forecast(
                from.model(),
                Collections.unmodifiableMap(parameters),
                from.mean(),
                from.levels(),
                from.quantiles(),
                from.sumQuantiles(),
                Collections.unmodifiableMap(metrics),
                new Provenance(
                        mix.method(),
                        origin.steps(),
                        origin.observed(),
                        origin.first(),
                        origin.last(),
                        settings.request().seed(),
                        reasons));
    }

    @Override
    public void save(Path folder) throws IOException {
        Map<String, String> notes = new LinkedHashMap<>();
        SavedSettings.put(settings, notes);
        notes.put("method", mix.method());
        notes.put("reason", mix.reason());
        notes.put("learned", learned.stream().map(Learned::name).collect(Collectors.joining(",")));
        notes.put("widths", SavedSettings.list(mix.widths()));
        notes.put("weights", SavedSettings.list(mix.weights()[mix.weights().length - 1]));
        for (int s = 0; s < mix.segments().size(); s++) {
            notes.put("segment." + s, mix.segments().get(s));
            notes.put("weights." + s, SavedSettings.list(mix.weights()[s]));
        }
        mix.figures().forEach((name, value) -> notes.put("figure." + name, Double.toString(value)));
        Notes.write(folder.resolve(FILE), notes);
        for (Learned one : learned) {
            one.save(Files.createDirectories(folder.resolve(one.name())));
        }
    }

    static BlendedModel load(String method, Path folder, List<Learner> learners) throws IOException {
        Notes notes = Notes.read(folder.resolve(FILE));
        if (!notes.text("method").equals(method)) {
            throw new IOException("The folder " + folder + " holds a model of the method " + notes.text("method")
                    + ", not of " + method + ".");
        }
        DemandSettings settings = SavedSettings.of(notes);
        int count = notes.under("segment.").size();
        List<String> segments = new ArrayList<>();
        double[][] weights = new double[count + 1][];
        for (int s = 0; s < count; s++) {
            segments.add(notes.text("segment." + s));
            weights[s] = notes.numbers("weights." + s);
        }
        weights[count] = notes.numbers("weights");
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String name : notes.under("figure.")) {
            figures.put(name, notes.number("figure." + name));
        }
        Mix mix = new Mix(method, segments, weights, notes.numbers("widths"), figures, notes.text("reason"));
        Learner.Task task = new Learner.Task(
                settings.request().horizon(), settings.request().seed(), settings.threads());
        List<Learned> learned = new ArrayList<>();
        for (String name : notes.text("learned").split(",")) {
            for (Learner learner : learners) {
                if (learner.name().equals(name)) {
                    learned.add(learner.load(task, folder.resolve(name)));
                }
            }
        }
        return new BlendedModel(mix, settings, learned);
    }

    @Override
    public void close() {
        learned.forEach(Learned::close);
    }
}
