package dev.shelfcast.forecast.command;

import dev.shelfcast.forecast.Models;
import dev.shelfcast.forecast.demand.DemandForecaster;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.DemandSettings;
import dev.shelfcast.forecast.demand.GlobalMethod;
import dev.shelfcast.forecast.demand.GlobalModel;
import dev.shelfcast.forecast.demand.ItemForecast;
import dev.shelfcast.forecast.demand.Progress;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Forecasts all series of a file by a method of the library or by an installed one that learns from all of them. */
final class Batch {
    private Batch() {}

    /** Forecasts; what was learned is told to {@code notes}, one line. */
    static List<ItemForecast> forecast(Options options, String model, List<DemandSeries> series, PrintStream notes) {
        DemandSettings settings = DemandSettings.of(options.horizon())
                .withRequest(options.request())
                .withThreads(options.threads());
        GlobalMethod learning = Models.names().contains(model) ? null : learning(model);
        if (learning == null) {
            return new DemandForecaster(settings.withMethod(model)).forecast(series);
        }
        try (GlobalModel learned = learning.train(series, settings, Progress.NONE)) {
            StringBuilder line = new StringBuilder("Learned " + learned.label());
            learned.parameters()
                    .forEach((name, value) -> line.append(String.format(Locale.ROOT, ", %s %.4g", name, value)));
            notes.println(line);
            return learned.forecast(series);
        }
    }

    /** The installed method of this name, or null. */
    static @Nullable GlobalMethod learning(String name) {
        for (GlobalMethod method : GlobalMethod.installed()) {
            if (method.name().equals(name)) {
                return method;
            }
        }
        return null;
    }

    /** The names of the installed methods, for people. */
    static String learningNames() {
        String names = GlobalMethod.installed().stream().map(GlobalMethod::name).collect(Collectors.joining(", "));
        return names.isEmpty() ? "none installed (they come with shelfcast-learning.jar)" : names;
    }
}
