package dev.shelfcast.learning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The mean of direct and recursive forecasts by boosted trees. */
final class BoostedForecasts implements Learned {
    /** Tracks worked on at once. */
    private static final int CHUNK = 500;

    /** No forecast is farther than this from level and season. */
    private static final double MOST_FACTOR = Math.log(20);

    private final int horizon;
    private final int threads;
    private final Features.Told told;
    private final int causes;
    private final List<Trees> models;

    BoostedForecasts(int horizon, int threads, Features.Told told, int causes, List<Trees> models) {
        this.horizon = horizon;
        this.threads = threads;
        this.told = told;
        this.causes = causes;
        this.models = models;
    }

    @Override
    public String name() {
        return "lightgbm";
    }

    Features.Told told() {
        return told;
    }

    int rounds(int model) {
        return models.get(model).rounds;
    }

    @Override
    public String label() {
        return "LightGBM(tweedie, " + (models.size() - 1) + " direct + recursive)";
    }

    @Override
    public Map<String, Double> parameters() {
        Map<String, Double> found = new LinkedHashMap<>();
        for (int m = 0; m < models.size(); m++) {
            String name = m == models.size() - 1 ? "recursive" : "direct" + (m + 1);
            found.put("lightgbm.rounds." + name, (double) models.get(m).rounds);
        }
        return found;
    }

    @Override
    public double[][] means(Panel panel, Rounds rounds) {
        if (panel.causes != causes) {
            throw new IllegalArgumentException("The model was learned with " + causes
                    + " columns of causes, the items have " + panel.causes + ".");
        }
        Features features = new Features(panel, told);
        double[][] means = new double[panel.tracks.length][];
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int from = 0; from < means.length; from += CHUNK) {
            int start = from;
            int end = Math.min(means.length, from + CHUNK);
            work.add(() -> {
                rounds.check();
                chunk(panel, features, means, start, end);
                return true;
            });
        }
        Parallel.all(threads, work);
        return means;
    }

    private void chunk(Panel panel, Features features, double[][] means, int start, int end) {
        List<Integer> able = new ArrayList<>();
        for (int i = start; i < end; i++) {
            if (panel.tracks[i].length() >= features.leastHistory()) {
                means[i] = new double[horizon];
                able.add(i);
            }
        }
        int[] ends = BoostedTrees.blocks(horizon, panel.rhythm.unit());
        float[] rows = new float[able.size() * features.size];
        for (int lead = 1; lead <= horizon; lead++) {
            int block = 0;
            while (lead > ends[block]) {
                block++;
            }
            for (int a = 0; a < able.size(); a++) {
                Track track = panel.tracks[able.get(a)];
                int known = track.length();
                features.write(track, known - 1 + lead, known, rows, a * features.size);
            }
            double[] factors = models.get(block).factors(rows, able.size(), features.size);
            for (int a = 0; a < able.size(); a++) {
                Track track = panel.tracks[able.get(a)];
                double expected = features.expected(track, track.length() - 1 + lead, track.length());
                means[able.get(a)][lead - 1] += expected * factor(factors[a]) / 2;
            }
        }
        recurse(panel, features, able, rows, means);
    }

    private void recurse(Panel panel, Features features, List<Integer> able, float[] rows, double[][] means) {
        Track[] growing = new Track[able.size()];
        for (int a = 0; a < growing.length; a++) {
            Track track = panel.tracks[able.get(a)];
            growing[a] = track.head(track.length(), horizon);
        }
        Trees recursive = models.get(models.size() - 1);
        for (int lead = 0; lead < horizon; lead++) {
            for (int a = 0; a < growing.length; a++) {
                int known = growing[a].length();
                features.write(growing[a], known, known, rows, a * features.size);
            }
            double[] factors = recursive.factors(rows, growing.length, features.size);
            for (int a = 0; a < growing.length; a++) {
                int known = growing[a].length();
                double mean = features.expected(growing[a], known, known) * factor(factors[a]);
                means[able.get(a)][lead] += mean / 2;
                growing[a].append(mean);
            }
        }
    }

    private static double factor(double log) {
        return Math.exp(Math.max(-MOST_FACTOR, Math.min(MOST_FACTOR, log)));
    }

    @Override
    public void save(Path folder) throws IOException {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("models", Integer.toString(models.size()));
        notes.put("stocked", Boolean.toString(told.stocked()));
        notes.put("days", Boolean.toString(told.days()));
        notes.put("year", Boolean.toString(told.year()));
        notes.put("causes", Integer.toString(causes));
        for (int m = 0; m < models.size(); m++) {
            notes.put("rounds" + m, Integer.toString(models.get(m).rounds));
            Files.writeString(
                    folder.resolve("lightgbm" + m + ".txt"), models.get(m).text(), StandardCharsets.UTF_8);
        }
        Notes.write(folder.resolve("lightgbm.properties"), notes);
    }

    @Override
    public void close() {
        models.forEach(Trees::close);
    }
}
