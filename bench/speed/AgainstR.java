import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Models;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.accuracy.Measures;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * CPU time and MASE of the library on the series that against_r.R measured, one thread, after a warm-up pass.
 * Usage: java -cp forecasting/target/classes bench/speed/AgainstR.java ../shared/data/m3_monthly.csv.gz
 * target/bench/r.csv
 */
public class AgainstR {
    private static final Map<String, String> OURS = Map.of("ets", "auto-ets", "thetaf", "theta", "auto.arima", "auto-arima");

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        if (!Files.exists(data) || !Files.exists(Path.of(arguments[1]))) {
            System.out.println("skipped: " + data + " or " + arguments[1] + " is not there");
            return;
        }
        List<double[][]> series = read(data);
        for (String model : List.of("ets", "thetaf", "auto.arima")) {
            List<String[]> rows = new ArrayList<>();
            for (String line : Files.readAllLines(Path.of(arguments[1]))) {
                String[] cells = line.split(",");
                if (cells[1].equals(model)) {
                    rows.add(cells);
                }
            }
            run(model, rows, series);
            run(model, rows, series);
        }
    }

    private static void run(String model, List<String[]> rows, List<double[][]> series) {
        var clock = java.lang.management.ManagementFactory.getThreadMXBean();
        double ours = 0;
        double reference = 0;
        double referenceSeconds = 0;
        int close = 0;
        long start = clock.getCurrentThreadCpuTime();
        for (String[] row : rows) {
            double[][] pair = series.get(Integer.parseInt(row[0]) - 1);
            FittedModel fit = Models.named(OURS.get(model)).fit(Series.of(pair[0]).withPeriods(12));
            ours += Measures.mase(pair[1], fit.mean(pair[1].length), pair[0], 12);
            reference += Double.parseDouble(row[3]);
            referenceSeconds += Double.parseDouble(row[2]);
            double aicc = fit.parameters().getOrDefault("aicc", Double.NaN);
            close += !row[4].equals("NA") && aicc <= Double.parseDouble(row[4]) + 0.5 ? 1 : 0;
        }
        double seconds = (clock.getCurrentThreadCpuTime() - start) / 1e9;
        System.out.printf(
                "%-10s %d series: R %.4f s, ours %.5f s (%.0f times faster); MASE R %.4f, ours %.4f; AICc within 0.5: %d%n",
                model, rows.size(), referenceSeconds / rows.size(), seconds / rows.size(), referenceSeconds / seconds,
                reference / rows.size(), ours / rows.size(), close);
    }

    private static List<double[][]> read(Path data) throws Exception {
        List<double[][]> series = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(data))))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.replace("\"", "").split(",");
                series.add(new double[][] {numbers(cells[cells.length - 2]), numbers(cells[cells.length - 1])});
            }
        }
        return series;
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.trim().split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
