package dev.shelfcast.learning;

import dev.shelfcast.forecast.ForecastRequest;
import dev.shelfcast.forecast.demand.DemandSettings;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings of a saved model; threads are those of the machine that reads it. */
final class SavedSettings {
    private SavedSettings() {}

    static void put(DemandSettings settings, Map<String, String> notes) {
        ForecastRequest request = settings.request();
        notes.put("horizon", Integer.toString(request.horizon()));
        notes.put("levels", list(request.levels()));
        notes.put("non_negative", Boolean.toString(request.nonNegative()));
        notes.put("seed", Long.toString(request.seed()));
        notes.put("align", Boolean.toString(settings.alignToTotals()));
        notes.put("new_below", Integer.toString(settings.newBelow()));
        notes.put("dead_after", Integer.toString(settings.deadAfter()));
    }

    static DemandSettings of(Notes notes) throws IOException {
        ForecastRequest request = new ForecastRequest(
                notes.whole("horizon"),
                notes.numbers("levels"),
                Boolean.parseBoolean(notes.text("non_negative")),
                seed(notes));
        return new DemandSettings(
                request,
                "auto",
                Runtime.getRuntime().availableProcessors(),
                Boolean.parseBoolean(notes.text("align")),
                notes.whole("new_below"),
                notes.whole("dead_after"));
    }

    static String list(double[] values) {
        return Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(","));
    }

    private static long seed(Notes notes) throws IOException {
        try {
            return Long.parseLong(notes.text("seed"));
        } catch (NumberFormatException broken) {
            throw new IOException("The saved seed is no number.", broken);
        }
    }
}
