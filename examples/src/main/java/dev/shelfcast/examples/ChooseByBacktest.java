package dev.shelfcast.examples;

import dev.shelfcast.forecast.Forecaster;
import dev.shelfcast.forecast.Models;
import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.accuracy.Measures;
import java.util.Arrays;
import java.util.Locale;

/** Which method would have been right in the past? Forecasts from several origins, compared by their scaled error. */
public final class ChooseByBacktest {
    private static final int HORIZON = 12;
    private static final int ORIGINS = 4;

    private ChooseByBacktest() {}

    public static void main(String[] args) {
        Series series = Series.of(airPassengers()).withPeriods(12);
        String best = "";
        double least = Double.POSITIVE_INFINITY;
        for (String name : new String[] {"seasonal-naive", "holt-winters", "theta", "auto-ces"}) {
            double error = backtest(Models.named(name), series);
            System.out.printf(Locale.ROOT, "%-15s MASE %.2f%n", name, error);
            if (error < least) {
                least = error;
                best = name;
            }
        }
        System.out.println("Chosen: " + best);
    }

    private static double backtest(Forecaster method, Series series) {
        double sum = 0;
        for (int k = 1; k <= ORIGINS; k++) {
            int origin = series.length() - k * HORIZON;
            Series known = series.head(origin);
            double[] forecast = method.forecast(known, HORIZON).mean();
            double[] actual = Arrays.copyOfRange(series.values(), origin, origin + HORIZON);
            sum += Measures.mase(actual, forecast, known.values(), 12);
        }
        return sum / ORIGINS;
    }

    /** Passengers of airlines by month, 1953 to 1960, in thousands (Box and Jenkins 1976, series G). */
    private static double[] airPassengers() {
        return new double[] {
            196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259,
            229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374,
            413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362,
            348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
            417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432
        };
    }
}
