package dev.shelfcast.forecast;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the golden figures that bench/accuracy/golden.R made with R. */
public final class Golden {
    private Golden() {}

    /** The rows of a file, split at commas, comments left out. */
    public static List<String[]> rows(String file) {
        List<String[]> rows = new ArrayList<>();
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    rows.add(line.split(",", -1));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return rows;
    }

    /** Numbers separated by spaces. */
    public static double[] numbers(String text) {
        return text.isBlank()
                ? new double[0]
                : Arrays.stream(text.trim().split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
    }

    /** One of R's own data sets. */
    public static Series series(String name) {
        for (String[] row : rows("series.csv")) {
            if (row[0].equals(name)) {
                return Series.of(numbers(row[2])).withPeriods(Integer.parseInt(row[1]));
            }
        }
        throw new IllegalArgumentException("There is no golden series " + name + ".");
    }

    /** Mean absolute difference as a share of the mean absolute reference. */
    public static double difference(double[] ours, double[] reference) {
        double sum = 0;
        double size = 0;
        for (int t = 0; t < reference.length; t++) {
            sum += Math.abs(ours[t] - reference[t]);
            size += Math.abs(reference[t]);
        }
        return sum / size;
    }
}
