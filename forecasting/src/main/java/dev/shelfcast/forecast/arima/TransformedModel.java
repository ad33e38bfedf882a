package dev.shelfcast.forecast.arima;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Spread;
import dev.shelfcast.forecast.numeric.BoxCox;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model of Box-Cox transformed values, answering on the original scale: means corrected for the bias of the
 * back-transformation, spreads by the slope of the transformation at each step's forecast.
 */
record TransformedModel(FittedModel model, BoxCox transformation) implements FittedModel {
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
            mean[h] = Double.isFinite(adjusted) ? adjusted : transformation.inverse(mean[h]);
        }
        return mean;
    }

    @Override
    public double[] fitted() {
        double[] fitted = model.fitted().clone();
        for (int t = 0; t < fitted.length; t++) {
            fitted[t] = transformation.inverse(fitted[t]);
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
            step[h] = own * transformation.slope(mean[h]);
            before += own * own;
            after += step[h] * step[h];
            sum[h] = before > 0 ? transformed.sum()[h] * Math.sqrt(after / before) : 0;
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
