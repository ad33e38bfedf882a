package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.Forecast;
import dev.shelfcast.forecast.demand.ItemForecast.Part;
import java.util.List;

/** What of a forecast is kept in short to explain and to judge it later: single precision takes half the room. */
final class Judged {

    /** Days ahead whose range is judged. */
    static final int DAYS = 30;
    /** The middle and the ends of the range that holds 9 days out of 10. */
    private static final double[] BOUNDS = {0.05, 0.5, 0.95};

    private Judged() {}

    /** {@code [day × 3 + bound]} of the first days. */
    static float[] bounds(Forecast forecast) {
        int days = Math.min(DAYS, forecast.horizon());
        float[] bounds = new float[days * BOUNDS.length];
        for (int h = 0; h < days; h++) {
            for (int k = 0; k < BOUNDS.length; k++) {
                bounds[h * BOUNDS.length + k] = (float) forecast.quantile(h + 1, BOUNDS[k]);
            }
        }
        return bounds;
    }

    /** {@code [part × horizon + day]}. */
    static float[] parts(List<Part> parts) {
        int days = parts.isEmpty() ? 0 : parts.get(0).units().length;
        float[] units = new float[parts.size() * days];
        for (int i = 0; i < parts.size(); i++) {
            for (int h = 0; h < days; h++) {
                units[i * days + h] = (float) parts.get(i).units()[h];
            }
        }
        return units;
    }
}
