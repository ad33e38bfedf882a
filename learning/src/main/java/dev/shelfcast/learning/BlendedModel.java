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
import org.jspecify.annotations.Nullable;

/** The statistical forecast and learned ones, mixed by segment. */
final class BlendedModel implements GlobalModel {
    private static final String FILE = "blend.properties";
    private static final String BANDS = "quantiles";

    private final Mix mix;
    private final DemandSettings settings;
    private final List<Learned> learned;
    private final @Nullable Bands bands;
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

    BlendedModel(Mix mix, DemandSettings settings, List<Learned> learned, @Nullable Bands bands) {
        this.mix = mix;
        this.settings = settings;
        this.learned = List.copyOf(learned);
        this.bands = bands;
        for (int s = 0; s < mix.segments().size(); s++) {
            segments.put(mix.segments().get(s), s);
        }
    }

    @Override
    public String label() {
        return "auto" + learned.stream().map(one -> " + " + one.label()).collect(Collectors.joining())
                + (bands == null ? "" : " + " + bands.learned().label());
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
        if (bands != null) {
            found.putAll(bands.parameters());
        }
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
        Said said = new Said(new ArrayList<>(), null);
        if (!learned.isEmpty()) {
            Panel panel = Panel.of(items, settings.request().horizon(), settings.threads());
            said = new Said(
                    new ArrayList<>(), bands == null ? null : bands.learned().of(panel, rounds));
            for (Learned one : learned) {
                said.means().add(one.means(panel, rounds));
            }
        }
        List<ItemForecast> answers = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            answers.add(mixed(items.get(i), base.get(i), i, said));
        }
        return answers;
    }

    /** What learned models say of the items: {@code means.get(c)[i]}, and quantiles where they were learned. */
    private record Said(List<double[][]> means, QuantileForecasts.@Nullable Table quantiles) {}

    private ItemForecast mixed(DemandSeries item, ItemForecast base, int i, Said said) {
        double[] weights = mix.weights()[segments.getOrDefault(item.segment(), mix.weights().length - 1)];
        boolean known = !said.means().isEmpty();
        for (double[][] one : said.means()) {
            known &= one[i] != null;
        }
        Forecast from = base.forecast();
        double[] mean = from.mean().clone();
        for (int j = 0; known && j < mean.length; j++) {
            mean[j] *= weights[0];
            for (int c = 1; c < weights.length; c++) {
                mean[j] += weights[c] * said.means().get(c - 1)[i][j];
            }
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int c = 0; c < weights.length; c++) {
            shares.put(candidate(c), known ? weights[c] : c == 0 ? 1 : 0);
        }
        if (!known) {
            return Answer.of(base, told(from, shares), shares);
        }
        double[][][] quantiles =
                Carried.table(from, mean, mix.widths(), settings.request().nonNegative());
        if (bands != null && said.quantiles() != null) {
            bands.mix(said.quantiles(), i, mean, quantiles);
        }
        Forecast mixed = new Forecast(
                label(),
                from.parameters(),
                mean,
                from.levels(),
                quantiles[0],
                quantiles[1],
                from.metrics(),
                from.provenance());
        return Answer.of(base, told(mixed, shares), shares);
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
        if (bands != null) {
            bands.save(Files.createDirectories(folder.resolve(BANDS)));
        }
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
        Path quantiles = folder.resolve(BANDS);
        Bands bands = Files.isDirectory(quantiles) ? Bands.load(task, settings.request(), quantiles) : null;
        return new BlendedModel(mix, settings, learned, bands);
    }

    @Override
    public void close() {
        learned.forEach(Learned::close);
        if (bands != null) {
            bands.close();
        }
    }
}
