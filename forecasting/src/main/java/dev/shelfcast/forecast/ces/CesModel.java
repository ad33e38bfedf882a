package dev.shelfcast.forecast.ces;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Spread;
import java.util.LinkedHashMap;
import java.util.Map;

/** Complex exponential smoothing fitted to one series. */
public final class CesModel implements FittedModel {
    private static final String[] NAMES = {"alpha0", "alpha1", "beta0", "beta1"};

    private final CesForm form;
    private final CesKernel kernel;
    private final double[] p;
    private final double[] fitted;
    private final double size;
    private final double sigma;
    private final double aicc;

    CesModel(CesForm form, CesKernel kernel, double[] p, double[] fitted, double squares, int observed, double size) {
        this.form = form;
        this.kernel = kernel;
        this.p = p;
        this.fitted = fitted;
        this.size = size;
        int counted = form.counted();
        double correction = 2.0 * counted * (counted + 1) / Math.max(0.5, observed - counted - 1);
        // On the data's own scale; the floor keeps a perfect fit comparable between the forms.
        aicc = observed * (Math.log(Math.max(squares, 1e-20 * observed)) + 2 * Math.log(size))
                + 2 * counted
                + correction;
        sigma = size * Math.sqrt(squares / Math.max(1, observed - counted));
        for (int t = 0; t < fitted.length; t++) {
            fitted[t] *= size;
        }
    }

    /** The form that was fitted. */
    public CesForm form() {
        return form;
    }

    /** The corrected Akaike criterion; constant terms of the likelihood are left out. */
    public double aicc() {
        return aicc;
    }

    @Override
    public String label() {
        return form.label();
    }

    @Override
    public double[] fitted() {
        return fitted;
    }

    @Override
    public double[] mean(int horizon) {
        double[] mean = kernel.ahead(p, horizon, false);
        for (int h = 0; h < horizon; h++) {
            mean[h] *= size;
        }
        return mean;
    }

    /** Exact for this linear model: the effect of one future error on the steps after it. */
    @Override
    public Spread spread(int horizon) {
        return Spread.ofWeights(sigma, kernel.ahead(p, horizon, true), horizon);
    }

    @Override
    public Map<String, Double> parameters() {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < p.length; i++) {
            named.put(NAMES[i], p[i]);
        }
        named.put("sigma", sigma);
        named.put("aicc", aicc);
        return named;
    }
}
