package dev.shelfcast.learning;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.Provenance;
import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.GlobalModel;
import dev.shelfcast.forecast.demand.ItemForecast;
import dev.shelfcast.forecast.demand.Progress;
import dev.shelfcast.forecast.numeric.Quantiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The network's own forecasts; items that are too young for it get the statistical one. */
final class LstmModel implements GlobalModel {
    static final String FILE = "lstm-model.properties";

    private final DemandSettings settings;
    private final PathForecasts network;

    LstmModel(DemandSettings settings, PathForecasts network) {
        this.settings = settings;
        this.network = network;
    }

    @Override
    public String label() {
        return network.label();
    }

    @Override
    public Map<String, Double> parameters() {
        return network.parameters();
    }

    @Override
    public List<ItemForecast> forecast(List<DemandSeries> items, Progress progress) {
        if (items.isEmpty()) {
            return List.of();
        }
        // The statistical forecast also tells the class of demand and what stock-outs hid; it takes a tenth of the
        // time.
        Progress wanted = done -> progress.goOn(0);
        List<ItemForecast> answers =
                new ArrayList<>(new DemandForecaster(settings.withMethod("auto")).forecast(items, wanted));
        Panel panel = Panel.of(items, settings.request().horizon(), settings.threads());
        ItemForecast[] found = new ItemForecast[answers.size()];
        Rounds rounds = new Rounds(progress);
        network.each(panel, network.paths(items.size()), rounds, (i, paths) -> {
            found[i] = answer(answers.get(i), paths);
            rounds.next();
        });
        for (int i = 0; i < found.length; i++) {
            if (found[i] != null) {
                answers.set(i, found[i]);
            }
        }
        return answers;
    }

    private ItemForecast answer(ItemForecast base, PathForecasts.Paths paths) {
        boolean cut = settings.request().nonNegative();
        double[] levels = settings.request().levels();
        int horizon = paths.mean().length;
        double[] mean = paths.mean().clone();
        double[][] quantiles = new double[horizon][levels.length];
        double[][] sums = new double[horizon][levels.length];
        double[] total = new double[paths.paths()[0].length];
        double[] sorted = new double[total.length];
        for (int j = 0; j < horizon; j++) {
            mean[j] = cut ? Math.max(0, mean[j]) : mean[j];
            for (int p = 0; p < total.length; p++) {
                sorted[p] = cut ? Math.max(0, paths.paths()[j][p]) : paths.paths()[j][p];
                total[p] += sorted[p];
            }
            fill(sorted, levels, quantiles[j]);
            System.arraycopy(total, 0, sorted, 0, total.length);
            fill(sorted, levels, sums[j]);
        }
        Forecast from = base.forecast();
        List<String> reasons = new ArrayList<>();
        reasons.add("demand class " + base.demandClass());
        reasons.add("quantiles from " + total.length + " sample paths of the network");
        Provenance of = from.provenance();
        Forecast forecast = new Forecast(
                label(),
                parameters(),
                mean,
                levels,
                quantiles,
                sums,
                new LinkedHashMap<>(Map.of("check_loss", network.parameters().getOrDefault("lstm.check_loss", 0.0))),
                new Provenance(
                        "lstm",
                        of.steps(),
                        of.observed(),
                        of.first(),
                        of.last(),
                        settings.request().seed(),
                        reasons));
        return Answer.of(base, forecast, Map.of("lstm", 1.0));
    }

    private static void fill(double[] sample, double[] levels, double[] out) {
        Arrays.sort(sample);
        for (int k = 0; k < levels.length; k++) {
            out[k] = Quantiles.conformal(sample, sample.length, levels[k]);
        }
    }

    @Override
    public void save(Path folder) throws IOException {
        Map<String, String> notes = new LinkedHashMap<>();
        SavedSettings.put(settings, notes);
        Notes.write(folder.resolve(FILE), notes);
        network.save(folder);
    }

    @Override
    public void close() {
        network.close();
    }
}
