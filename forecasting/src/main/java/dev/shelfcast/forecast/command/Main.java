package dev.shelfcast.forecast.command;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.Models;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.ItemForecast;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Entry point of the command line. */
public final class Main {
    private Main() {}

    /** Runs a command; exit code 0 when done, 2 when the command or a file cannot be worked with. */
    public static void main(String[] arguments) {
        int code = run(System.out, System.err, arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Runs a command and answers its exit code. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        if (arguments.length == 0 || List.of(arguments).contains("--help")) {
            out.print(Options.USAGE);
            out.println("Methods: " + String.join(", ", Models.names()));
            out.println("Methods that learn from all series: " + Batch.learningNames());
            return arguments.length == 0 ? 2 : 0;
        }
        try {
            Options options = Options.of(arguments);
            for (String model : options.models()) {
                if (!Models.names().contains(model) && Batch.learning(model) == null) {
                    throw new UsageException("There is no method '" + model + "'. Known: " + Models.names()
                            + "; learning from all series: " + Batch.learningNames());
                }
            }
            if (options.evaluate()) {
                Evaluation.run(options, out, err);
            } else {
                forecast(options, err);
            }
            return 0;
        } catch (UsageException | IOException | IllegalArgumentException refused) {
            err.println("error: " + refused.getMessage());
            return 2;
        }
    }

    private static void forecast(Options options, PrintStream err) throws IOException {
        LongTable table = LongTable.read(options);
        List<DemandSeries> series = table.series();
        List<ItemForecast> answers = Batch.forecast(options, options.models().get(0), series, err);
        Path output = options.output();
        if (output == null) {
            throw new UsageException("The option --output is missing.");
        }
        try (Writer writer = writer(output)) {
            write(options, table, series, answers, writer);
        }
        err.println(
                "Forecast " + series.size() + " series, " + options.horizon() + " steps each, into " + output + ".");
    }

    private static Writer writer(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        OutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
        return new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8), 1 << 16);
    }

    private static void write(
            Options options, LongTable table, List<DemandSeries> series, List<ItemForecast> answers, Writer writer)
            throws IOException {
        StringBuilder line = new StringBuilder("unique_id,ds,mean");
        for (double level : options.quantiles()) {
            line.append(",q").append(level);
        }
        for (double level : options.sums() ? options.quantiles() : new double[0]) {
            line.append(",sum_q").append(level);
        }
        writer.write(line.append('\n').toString());
        for (int i = 0; i < series.size(); i++) {
            DemandSeries one = series.get(i);
            Forecast forecast = answers.get(i).forecast();
            for (int h = 0; h < options.horizon(); h++) {
                line.setLength(0);
                line.append(quoted(one.id())).append(',').append(table.dateAfter(one.series(), h + 1));
                append(line, forecast.mean()[h]);
                for (double q : forecast.quantiles()[h]) {
                    append(line, q);
                }
                for (double q : options.sums() ? forecast.sumQuantiles()[h] : new double[0]) {
                    append(line, q);
                }
                writer.write(line.append('\n').toString());
            }
        }
    }

    private static void append(StringBuilder line, double value) {
        // Seven significant digits are far beyond what a forecast knows and keep files small.
        line.append(',')
                .append(Math.abs(value) < Float.MAX_VALUE ? Float.toString((float) value) : Double.toString(value));
    }

    private static String quoted(String text) {
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
