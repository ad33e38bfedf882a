package dev.shelfcast.bench;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Models;
import dev.shelfcast.forecast.Series;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Time of one forecast with quantiles, fit included, by every named model on four generated series. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ModelBenchmark {
    private static final int HORIZON = 28;

    /** A name of {@link Models}; all of them unless the command line says otherwise. */
    @Param("auto")
    public String model = "";

    /** Which series. */
    @Param({"daily-90", "daily-730", "monthly-120", "intermittent-365"})
    public String series = "";

    private Forecaster forecaster = Models.named("mean");
    private Series history = Series.of();

    /** JMH's own command line, e.g. {@code -prof gc -p model=theta,auto-ets}. */
    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
        CommandLineOptions line = new CommandLineOptions(arguments);
        ChainedOptionsBuilder options = new OptionsBuilder().parent(line);
        if (!line.getParameter("model").hasValue()) {
            options.param("model", Models.names().toArray(String[]::new));
        }
        new Runner(options.build()).run();
    }

    /** Makes the series from a fixed seed. */
    @Setup
    public void prepare() {
        forecaster = Models.named(model);
        history = switch (series) {
            case "daily-90" -> seasonal(90, 7);
            case "daily-730" -> seasonal(730, 7);
            case "monthly-120" -> seasonal(120, 12);
            default -> intermittent(365);
        };
    }

    /** Fits and forecasts. */
    @Benchmark
    public Forecast forecast() {
        return forecaster.forecast(history, HORIZON);
    }

    private static Series seasonal(int n, int period) {
        Random random = new Random(17);
        double[] y = new double[n];
        double level = 100;
        for (int t = 0; t < n; t++) {
            level += 0.1 + random.nextGaussian();
            y[t] = level * (1 + 0.3 * Math.sin(2 * Math.PI * t / period)) + 5 * random.nextGaussian();
        }
        return Series.of(y).withPeriods(period);
    }

    private static Series intermittent(int n) {
        Random random = new Random(18);
        double[] y = new double[n];
        for (int t = 0; t < n; t++) {
            y[t] = random.nextInt(6) == 0 ? 1 + random.nextInt(4) : 0;
        }
        return Series.of(y).withPeriods(7);
    }
}
