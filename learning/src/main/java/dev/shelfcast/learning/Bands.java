package dev.shelfcast.learning;

import dev.shelfcast.forecast.ForecastRequest;
import dev.shelfcast.forecast.numeric.Quantiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Learned quantiles beside those from past errors, and how far they count; quantiles are averaged, not chances
 * (Lichtendahl, Grushka-Cockayne and Winkler 2013, "Is it better to average probabilities or quantiles?").
 *
 * @param learned the boosters
 * @param request the levels asked for
 * @param shares {@code shares[0][k]} of the learned quantile of single steps at the level k, {@code shares[1][k]} of
 *     sums
 * @param widths factors on the distance of the mix from the mean, in the same places
 * @param figures of the validation
 */
record Bands(
        QuantileForecasts learned,
        ForecastRequest request,
        double[][] shares,
        double[][] widths,
        Map<String, Double> figures)
        implements AutoCloseable {
    private static final String FILE = "bands.properties";

    /**
     * Averages both at each level, in place; tracks that are too young keep what they have.
     *
     * @param track the track's place in {@code table}
     * @param mean of each step
     * @param quantiles {@code [0][lead]} from past errors of single steps, {@code [1][lead]} of sums
     */
    void mix(QuantileForecasts.Table table, int track, double[] mean, double[][][] quantiles) {
        for (int kind = 0; kind < 2 && table.knows(track); kind++) {
            double centre = 0;
            for (int j = 0; j < mean.length; j++) {
                centre = kind == 0 ? mean[j] : centre + mean[j];
                double[] at = quantiles[kind][j];
                for (int k = 0; k < at.length; k++) {
                    double share = shares[kind][k];
                    double level = request.levels()[k];
                    double mixed = share > 0 ? at[k] + share * (table.at(kind == 1, track, j, level) - at[k]) : at[k];
                    boolean outward = level > 0.5 ? mixed > centre : mixed < centre;
                    at[k] = outward ? centre + widths[kind][k] * (mixed - centre) : mixed;
                    at[k] = request.nonNegative() ? Math.max(0, at[k]) : at[k];
                }
                Quantiles.ascend(at, at.length);
                for (int k = 0; kind == 1 && request.nonNegative() && j > 0 && k < at.length; k++) {
                    at[k] = Math.max(at[k], quantiles[kind][j - 1][k]);
                }
            }
        }
    }

    Map<String, Double> parameters() {
        Map<String, Double> found = new LinkedHashMap<>(learned.parameters());
        for (int k = 0; k < request.levels().length; k++) {
            String level = String.format(Locale.ROOT, "%s", request.levels()[k]);
            found.put("quantile.share." + level, shares[0][k]);
            found.put("quantile.sum_share." + level, shares[1][k]);
        }
        found.putAll(figures);
        return found;
    }

    void save(Path folder) throws IOException {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("shares", SavedSettings.list(shares[0]));
        notes.put("sum_shares", SavedSettings.list(shares[1]));
        notes.put("widths", SavedSettings.list(widths[0]));
        notes.put("sum_widths", SavedSettings.list(widths[1]));
        figures.forEach((name, value) -> notes.put("figure." + name, Double.toString(value)));
        Notes.write(folder.resolve(FILE), notes);
        learned.save(folder);
    }

    static Bands load(Learner.Task task, ForecastRequest request, Path folder) throws IOException {
        Notes notes = Notes.read(folder.resolve(FILE));
        double[][] shares = {notes.numbers("shares"), notes.numbers("sum_shares")};
        double[][] widths = {notes.numbers("widths"), notes.numbers("sum_widths")};
        if (Stream.of(shares, widths).flatMap(Arrays::stream).anyMatch(row -> row.length != request.levels().length)) {
            throw new IOException("The folder " + folder + " has quantiles of other levels than were asked for.");
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String name : notes.under("figure.")) {
            figures.put(name, notes.number("figure." + name));
        }
        return new Bands(QuantileForecasts.load(task, folder), request, shares, widths, figures);
    }

    @Override
    public void close() {
        learned.close();
    }
}
