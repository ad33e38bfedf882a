package dev.shelfcast.forecast.command;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.accuracy.Measures;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.ItemForecast;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rolling-origin backtest of a file: every model forecasts from several origins and is compared with what then
 * came.
 */
final class Evaluation {
    private Evaluation() {}

    /** Sums over series and origins. Scaled errors are averaged per series, the others over all steps. */
    private static final class Totals {
        double absolute;
        double squares;
        double error;
        double actual;
        double percentage;
        double symmetric;
        double mase;
        double rmsse;
        double[] pinball = new double[0];
        double[] covered = new double[0];
        long steps;
        long percentageSteps;
        long mases;
        long rmsses;
        double seconds;
    }

    static void run(Options options, PrintStream out, PrintStream notes) throws IOException {
        LongTable table = LongTable.read(options);
        List<DemandSeries> series = table.series();
        out.printf(
                Locale.ROOT,
                "%d series, horizon %d, %d origins every %d steps%s%n",
                series.size(),
                options.horizon(),
                options.windows(),
                options.step(),
                table.stocked() ? ", scored on steps in stock all the time" : "");
        header(options, out);
        for (String model : options.models()) {
            Totals totals = new Totals();
            totals.pinball = new double[options.quantiles().length];
            totals.covered = new double[options.quantiles().length];
            for (int w = options.windows() - 1; w >= 0; w--) {
                window(new Run(options, model, notes), series, w * options.step(), totals);
            }
            print(options, model, totals, out);
        }
    }

    /** One model on one file. */
    private record Run(Options options, String model, PrintStream notes) {}

    private static void window(Run run, List<DemandSeries> all, int back, Totals totals) {
        Options options = run.options();
        List<DemandSeries> known = new ArrayList<>();
        Map<String, Series> whole = new HashMap<>();
        for (DemandSeries one : all) {
            int origin = one.series().length() - options.horizon() - back;
            if (origin >= 1) {
                known.add(new DemandSeries(one.id(), one.segment(), one.series().head(origin)));
                whole.put(one.id(), one.series());
            }
        }
        long start = System.nanoTime();
        List<ItemForecast> answers = Batch.forecast(options, run.model(), known, run.notes());
        totals.seconds += (System.nanoTime() - start) / 1e9;
        for (ItemForecast answer : answers) {
            Series series = whole.get(answer.id());
            if (series != null) {
                score(options, answer.forecast(), series, series.length() - options.horizon() - back, totals);
            }
        }
    }

    private static void score(Options options, Forecast forecast, Series series, int origin, Totals totals) {
        double[] actual = Arrays.copyOfRange(series.values(), origin, origin + options.horizon());
        double[] shares = series.inStock();
        for (int h = 0; shares != null && h < actual.length; h++) {
            // Sales of a step that was sold out for a while are not its demand.
            actual[h] = shares[origin + h] < 1 ? Double.NaN : actual[h];
        }
        double[] history = Arrays.copyOf(series.values(), origin);
        for (int h = 0; h < actual.length; h++) {
            double e = forecast.mean()[h] - actual[h];
            if (Double.isNaN(e)) {
                continue;
            }
            totals.steps++;
            totals.absolute += Math.abs(e);
            totals.squares += e * e;
            totals.error += e;
            totals.actual += actual[h];
            double size = Math.abs(actual[h]) + Math.abs(forecast.mean()[h]);
            totals.symmetric += size == 0 ? 0 : 200 * Math.abs(e) / size;
            if (actual[h] != 0) {
                totals.percentage += 100 * Math.abs(e / actual[h]);
                totals.percentageSteps++;
            }
            for (int k = 0; k < totals.pinball.length; k++) {
                totals.pinball[k] += Measures.pinball(actual[h], forecast.quantiles()[h][k], options.quantiles()[k]);
                totals.covered[k] += actual[h] <= forecast.quantiles()[h][k] ? 1 : 0;
            }
        }
        double mase = Measures.mase(actual, forecast.mean(), history, series.period());
        double rmsse = Measures.rmsse(actual, forecast.mean(), history, 1);
        totals.mase += Double.isFinite(mase) ? mase : 0;
        totals.mases += Double.isFinite(mase) ? 1 : 0;
        totals.rmsse += Double.isFinite(rmsse) ? rmsse : 0;
        totals.rmsses += Double.isFinite(rmsse) ? 1 : 0;
    }

    private static void header(Options options, PrintStream out) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%-24s %8s %8s %8s %8s %10s %10s %8s %8s",
                "model",
                "WAPE",
                "bias",
                "RMSSE",
                "MASE",
                "MAE",
                "RMSE",
                "sMAPE",
                "MAPE"));
        for (double level : options.quantiles()) {
            line.append(String.format(Locale.ROOT, " %10s %8s", "pinball" + level, "cover"));
        }
        out.println(line.append(" seconds"));
    }

    private static void print(Options options, String model, Totals totals, PrintStream out) {
        double n = totals.steps;
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%-24s %7.2f%% %7.2f%% %8.4f %8.4f %10.4g %10.4g %8.3f %8.2f",
                model,
                100 * totals.absolute / totals.actual,
                100 * totals.error / totals.actual,
                totals.rmsse / totals.rmsses,
                totals.mase / totals.mases,
                totals.absolute / n,
                Math.sqrt(totals.squares / n),
                totals.symmetric / n,
                totals.percentage / totals.percentageSteps));
        for (int k = 0; k < options.quantiles().length; k++) {
            line.append(String.format(Locale.ROOT, " %10.4g %8.4f", totals.pinball[k] / n, totals.covered[k] / n));
        }
        out.println(line.append(String.format(Locale.ROOT, " %7.2f", totals.seconds)));
    }
}
