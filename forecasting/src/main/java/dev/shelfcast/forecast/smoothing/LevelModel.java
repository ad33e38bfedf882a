package dev.shelfcast.forecast.smoothing;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Spread;
import java.util.Arrays;
import java.util.Map;

/**
 * A fitted model with a flat forecast whose level takes up a share of each error.
 *
 * @param label what was fitted
 * @param level the forecast of every step
 * @param alpha share of an error that stays in the level
 * @param fitted one-step forecasts within the sample
 * @param sigma standard deviation of their errors
 * @param parameters by name
 */
public record LevelModel(
        String label, double level, double alpha, double[] fitted, double sigma, Map<String, Double> parameters)
        implements FittedModel {

    /** A level model whose sigma is found from its errors against {@code y}. */
    public static LevelModel of(
            String label, double level, double alpha, double[] y, double[] fitted, Map<String, Double> parameters) {
        double squares = 0;
        int n = 0;
        for (int t = 0; t < y.length; t++) {
            double e = y[t] - fitted[t];
            if (!Double.isNaN(e)) {
                squares += e * e;
                n++;
            }
        }
        return new LevelModel(label, level, alpha, fitted, n == 0 ? 0 : Math.sqrt(squares / n), parameters);
    }

    @Override
    public double[] mean(int horizon) {
        double[] mean = new double[horizon];
        Arrays.fill(mean, level);
        return mean;
    }

    @Override
    public Spread spread(int horizon) {
        double[] weights = new double[horizon];
        Arrays.fill(weights, alpha);
        return Spread.ofWeights(sigma, weights, horizon);
    }
}
