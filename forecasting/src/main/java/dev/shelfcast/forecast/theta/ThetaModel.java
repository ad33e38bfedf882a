package dev.shelfcast.forecast.theta;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Spread;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A Theta model with its season put back. */
final class ThetaModel implements FittedModel {
    private final ThetaFit fit;
    private final double[] index;
    private final boolean ratio;
    private final double[] fitted;
    private final double sigma;

    /**
     * @param index seasonal indices, empty without season; index 0 belongs to the first value of the fit
     * @param offset leading steps of the series that the fit left out
     */
    ThetaModel(ThetaFit fit, double[] index, boolean ratio, double[] values, int offset) {
        this.fit = fit;
        this.index = index;
        this.ratio = ratio;
        this.fitted = new double[values.length];
        Arrays.fill(fitted, 0, offset, Double.NaN);
        double squares = 0;
        int n = 0;
        double[] plain = fit.fitted();
        for (int t = 0, i = 0; t < plain.length; t++, i = i + 1 >= index.length ? 0 : i + 1) {
            fitted[t + offset] = index.length == 0 ? plain[t] : seasoned(plain[t], i);
            double e = values[t + offset] - fitted[t + offset];
            if (!Double.isNaN(e)) {
                squares += e * e;
                n++;
            }
        }
        sigma = Math.sqrt(squares / Math.max(1, n - 2));
    }

    private double seasoned(double value, int season) {
        return ratio ? value * index[season] : value + index[season];
    }

    @Override
    public String label() {
        return index.length == 0 ? fit.label() : fit.label() + "(" + index.length + ")";
    }

    @Override
    public double[] mean(int horizon) {
        double[] mean = fit.mean(horizon);
        for (int h = 0; h < horizon && index.length > 0; h++) {
            mean[h] = seasoned(mean[h], (fit.n() + h) % index.length);
        }
        return mean;
    }

    @Override
    public double[] fitted() {
        return fitted;
    }

    @Override
    public Spread spread(int horizon) {
        double[] weights = new double[horizon];
        Arrays.fill(weights, fit.alpha());
        return Spread.ofWeights(sigma, weights, horizon);
    }

    @Override
    public Map<String, Double> parameters() {
        Map<String, Double> named = new LinkedHashMap<>();
        named.put("alpha", fit.alpha());
        named.put("theta", fit.theta());
        named.put("level", fit.level());
        named.put("slope", fit.b());
        for (int i = 0; i < index.length; i++) {
            named.put("s" + i, index[i]);
        }
        named.put("sigma", sigma);
        return named;
    }
}
