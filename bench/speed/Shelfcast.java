import com.sun.management.OperatingSystemMXBean;
import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Models;
import dev.shelfcast.forecast.Series;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The library on one set of series, one thread, after two passes to warm up. CPU time is that of the whole process,
 * garbage collection and compilation included.
 *
 * <p>Usage: java -cp forecasting/target/classes bench/speed/Shelfcast.java SET.csv OUT.csv MODEL... Writes what
 * reference.R writes.
 */
public class Shelfcast {
    private record Task(Series history, int horizon) {}

    private record Answer(double[] mean, double aicc, String label) {}

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    public static void main(String[] arguments) throws Exception {
        List<Task> tasks = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] cells = line.split(",");
            Series history = Series.of(numbers(cells[1])).withPeriods(Integer.parseInt(cells[0]));
            tasks.add(new Task(history, numbers(cells[2]).length));
        }
        try (PrintWriter out = new PrintWriter(arguments[1])) {
            for (String model : Arrays.copyOfRange(arguments, 2, arguments.length)) {
                pass(model, tasks);
                pass(model, tasks);
                long start = SYSTEM.getProcessCpuTime();
                List<Answer> answers = List.of();
                int passes = 0;
                // Short passes are repeated: the clock ticks in hundredths of a second.
                while (passes == 0 || SYSTEM.getProcessCpuTime() - start < 1_000_000_000L) {
                    answers = pass(model, tasks);
                    passes++;
                }
                double seconds = (SYSTEM.getProcessCpuTime() - start) / 1e9 / passes / tasks.size();
                for (int row = 0; row < answers.size(); row++) {
                    Answer a = answers.get(row);
                    String mean = Arrays.stream(a.mean).mapToObj(Double::toString).collect(Collectors.joining(" "));
                    out.println(String.join(
                            ",", model, "" + (row + 1), "" + seconds, "" + a.aicc, mean, a.label.replace(',', ';')));
                }
            }
        }
    }

    private static List<Answer> pass(String model, List<Task> tasks) {
        List<Answer> answers = new ArrayList<>();
        for (Task task : tasks) {
            FittedModel fit = Models.named(model).fit(task.history);
            double aicc = fit.parameters().getOrDefault("aicc", Double.NaN);
            answers.add(new Answer(fit.mean(task.horizon), aicc, fit.label()));
        }
        return answers;
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
