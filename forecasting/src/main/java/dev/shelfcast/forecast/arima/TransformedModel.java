package dev.shelfcast.forecast.arima;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Spread;
import dev.shelfcast.forecast.numeric.BoxCox;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model of Box-Cox transformed values, answering on the original scale: means corrected for the bias of the
 * back-transformation, spreads by the slope of the transformation at each step's forecast.
 *
 * @param unit what the values were divided by before
 */
record TransformedModel(FittedModel model, BoxCox transformation, double unit) implements FittedModel {
    private static final double MOST = 1e300;

    @Override
    public String label() {
        return "Box-Cox(%.3f) ".formatted(transformation.lambda()) + model.label();
    }

    @Override
    public double[] mean(int horizon) {
        double[] mean = model.mean(horizon);
        double[] deviation = model.spread(horizon).step();
        for (int h = 0; h < horizon; h++) {
            double adjusted = transformation.inverse(mean[h], deviation[h] * deviation[h]);
            mean[h] = inUnits(Double.isFinite(adjusted) ? adjusted : transformation.inverse(mean[h]));
        }
        return mean;
    }

    /** The original value, held where there is room for errors and sums on top of it. */
    private double inUnits(double value) {
        return Math.max(-MOST, Math.min(MOST, value * unit));
    }

    @Override
    public double[] fitted() {
        double[] fitted = model.fitted().clone();
        for (int t = 0; t < fitted.length; t++) {
            fitted[t] = inUnits(transformation.inverse(fitted[t]));
        }
        return fitted;
    }

    /** Errors keep the correlation between steps that they have on the transformed scale. */
    @Override
    public Spread spread(int horizon) {
        double[] mean = model.mean(horizon);
        Spread transformed = model.spread(horizon);
        double[] step = new double[horizon];
        double[] sum = new double[horizon];
        double before = 0;
        double after = 0;
        for (int h = 0; h < horizon; h++) {
            double own = transformed.step()[h];
            step[h] = inUnits(own * transformation.slope(mean[h]));
            before = Math.hypot(before, own);
            after = Math.hypot(after, step[h]);
            sum[h] = before > 0 ? Math.min(horizon * MOST, transformed.sum()[h] * (after / before)) : 0;
        }
        return new Spread(step, sum);
    }

    @Override
    public Map<String, Double> parameters() {
        Map<String, Double> named = new LinkedHashMap<>(model.parameters());
        named.put("lambda", transformation.lambda());
        return named;
    }
}
