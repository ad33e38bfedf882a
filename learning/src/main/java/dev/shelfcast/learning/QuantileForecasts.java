package dev.shelfcast.learning;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Quantiles by boosters: ascending in the level, sums ascending in the lead too, never negative. */
final class QuantileForecasts implements AutoCloseable {
    private static final String FILE = "quantiles.properties";

    /** Tracks worked on at once. */
    private static final int CHUNK = 500;

    private final Shape shape;
    private final int threads;
    private final List<Trees> models;

    /** What all boosters have in common; {@code levels} are those that have one. */
    record Shape(int horizon, Features.Told told, int causes, double[] levels) {}

    /** The boosters of single steps come first, then those of sums, by level. */
    QuantileForecasts(Shape shape, int threads, List<Trees> models) {
        this.shape = shape;
        this.threads = threads;
        this.models = List.copyOf(models);
    }

    /**
     * Quantiles at the learned levels.
     *
     * @param values {@code values[0][track]} of single steps and {@code values[1][track]} of sums, lead by lead, level
     *     by level; empty for tracks that are too young
     */
    record Table(double[] levels, double[][][] values) {

        /** The quantile at any level of step {@code lead} (0 is the first), or of the sum up to it. */
        double at(boolean sums, int track, int lead, double level) {
            double[] of = values[sums ? 1 : 0][track];
            double[] step = Arrays.copyOfRange(of, lead * levels.length, (lead + 1) * levels.length);
            return dev.shelfcast.forecast.numeric.Quantiles.interpolate(levels, step, level);
        }

        boolean knows(int track) {
            return values[0][track].length > 0;
        }
    }

    Features.Told told() {
        return shape.told();
    }

    int rounds(boolean sums, int k) {
        return models.get(sums ? shape.levels().length + k : k).rounds;
    }

    String label() {
        return "LightGBM(quantile, " + shape.levels().length + " levels)";
    }

    Map<String, Double> parameters() {
        Map<String, Double> found = new LinkedHashMap<>();
        for (int k = 0; k < shape.levels().length; k++) {
            String level = String.format(Locale.ROOT, "%.4g", shape.levels()[k]).replaceAll("0+$", "");
            found.put("quantile.rounds." + level, (double) rounds(false, k));
            found.put("quantile.sum_rounds." + level, (double) rounds(true, k));
        }
        return found;
    }

    Table of(Panel panel, Rounds rounds) {
        if (panel.causes != shape.causes()) {
            throw new IllegalArgumentException("The quantiles were learned with " + shape.causes()
                    + " columns of causes, the items have " + panel.causes + ".");
        }
        Features features = new Features(panel, shape.told());
        double[][][] values = new double[2][panel.tracks.length][0];
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int from = 0; from < panel.tracks.length; from += CHUNK) {
            int start = from;
            int end = Math.min(panel.tracks.length, from + CHUNK);
            work.add(() -> {
                int[] able = able(panel, features, start, end);
                for (int i : able) {
                    values[0][i] = new double[shape.horizon() * shape.levels().length];
                    values[1][i] = new double[shape.horizon() * shape.levels().length];
                }
                chunk(panel, features, able, values, rounds);
                return true;
            });
        }
        Parallel.all(threads, work);
        return new Table(shape.levels(), values);
    }

    private static int[] able(Panel panel, Features features, int start, int end) {
        return java.util.stream.IntStream.range(start, end)
                .filter(i -> panel.tracks[i].length() >= features.leastHistory())
                .toArray();
    }

    private void chunk(Panel panel, Features features, int[] able, double[][][] values, Rounds rounds) {
        float[] rows = new float[able.length * features.size];
        double[] expected = new double[able.length];
        double[] summed = new double[able.length];
        int count = shape.levels().length;
        for (int lead = 0; lead < shape.horizon(); lead++) {
            rounds.check();
            for (int a = 0; a < able.length; a++) {
                Track track = panel.tracks[able[a]];
                int known = track.length();
                features.write(track, known + lead, known, rows, a * features.size);
                expected[a] = features.expected(track, known + lead, known);
                summed[a] += expected[a];
            }
            for (int m = 0; m < models.size(); m++) {
                double[] shares = models.get(m).factors(rows, able.length, features.size);
                boolean sums = m >= count;
                for (int a = 0; a < able.length; a++) {
                    values[sums ? 1 : 0][able[a]][lead * count + m % count] =
                            Math.max(0, shares[a]) * (sums ? summed[a] : expected[a]);
                }
            }
            for (int i : able) {
                order(values[0][i], lead, false);
                order(values[1][i], lead, true);
            }
        }
    }

    /** Crossed quantiles change places (Chernozhukov, Fernandez-Val and Galichon 2010); a longer sum is not less. */
    private void order(double[] of, int lead, boolean sums) {
        int count = shape.levels().length;
        int from = lead * count;
        Arrays.sort(of, from, from + count);
        for (int k = from; sums && lead > 0 && k < from + count; k++) {
            of[k] = Math.max(of[k], of[k - count]);
        }
    }

    void save(Path folder) throws IOException {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("models", Integer.toString(models.size()));
        notes.put("levels", SavedSettings.list(shape.levels()));
        notes.put("stocked", Boolean.toString(told().stocked()));
        notes.put("days", Boolean.toString(told().days()));
        notes.put("year", Boolean.toString(told().year()));
        notes.put("causes", Integer.toString(shape.causes()));
        for (int m = 0; m < models.size(); m++) {
            notes.put("rounds" + m, Integer.toString(models.get(m).rounds));
            Files.writeString(
                    folder.resolve("quantile" + m + ".txt"), models.get(m).text(), StandardCharsets.UTF_8);
        }
        Notes.write(folder.resolve(FILE), notes);
    }

    static QuantileForecasts load(Learner.Task task, Path folder) throws IOException {
        Notes notes = Notes.read(folder.resolve(FILE));
        Features.Told told = new Features.Told(notes.flag("stocked"), notes.flag("days"), notes.flag("year"));
        List<Trees> models = new ArrayList<>();
        for (int m = 0; m < notes.whole("models"); m++) {
            String text = Files.readString(folder.resolve("quantile" + m + ".txt"), StandardCharsets.UTF_8);
            models.add(Trees.of(text, notes.whole("rounds" + m)));
        }
        Shape shape = new Shape(task.horizon(), told, notes.whole("causes"), notes.numbers("levels"));
        return new QuantileForecasts(shape, task.threads(), models);
    }

    @Override
    public void close() {
        models.forEach(Trees::close);
    }
}
