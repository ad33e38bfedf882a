package dev.shelfcast.forecast.arima;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Spread;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A seasonal ARIMA model fitted to one series. */
public final class ArimaModel implements FittedModel {
    private final ArimaFit fit;
    private final double[] y;
    private final double[][] regressors;
    private final double scale;
    private final double[] fitted;
    private final double[] whole;
    private final double[] phi;
    private final double[] theta;

    /**
     * @param y the series over {@code scale}, without gaps
     * @param regressors undifferenced columns, constant first where there is one, going on into the future
     * @param offset steps of the original series before {@code y[0]}
     */
    ArimaModel(ArimaFit fit, double[] y, double[][] regressors, double scale, int offset) {
        this.fit = fit;
        this.y = y;
        this.regressors = regressors;
        this.scale = scale;
        Coefficients c = fit.coefficients();
        this.phi = c.phi.clone();
        this.theta = c.theta.clone();
        ArimaOrder order = fit.order;
        this.whole = differenced(phi, order);
        this.fitted = new double[offset + y.length];
        Arrays.fill(fitted, Double.NaN);
        for (int t = order.lost(); t < y.length; t++) {
            fitted[offset + t] = (y[t] - fit.residual(t - order.lost())) * scale;
        }
    }

    /** Coefficients of the autoregression with the differences multiplied in: z(t) = w[0] z(t-1) + ... */
    private static double[] differenced(double[] phi, ArimaOrder order) {
        double[] polynomial = new double[phi.length + 1];
        polynomial[0] = 1;
        for (int k = 0; k < phi.length; k++) {
            polynomial[k + 1] = -phi[k];
        }
        for (int i = 0; i < order.d(); i++) {
            polynomial = times(polynomial, 1);
        }
        for (int i = 0; i < order.sd(); i++) {
            polynomial = times(polynomial, order.period());
        }
        double[] whole = new double[polynomial.length - 1];
        for (int k = 0; k < whole.length; k++) {
            whole[k] = -polynomial[k + 1];
        }
        return whole;
    }

    private static double[] times(double[] polynomial, int lag) {
        double[] product = Arrays.copyOf(polynomial, polynomial.length + lag);
        for (int k = 0; k < polynomial.length; k++) {
            product[k + lag] -= polynomial[k];
        }
        return product;
    }

    /** The order that was fitted. */
    public ArimaOrder order() {
        return fit.order;
    }

    /** The corrected Akaike criterion of the exact likelihood. */
    public double aicc() {
        return fit.aicc() + 2 * fit.length() * Math.log(scale);
    }

    @Override
    public String label() {
        return (regressors.length > (fit.order.constant() ? 1 : 0) ? "Regression with " : "") + fit.order.label();
    }

    @Override
    public double[] mean(int horizon) {
        int n = y.length;
        double[] z = new double[n + horizon];
        for (int t = 0; t < n; t++) {
            z[t] = y[t] - causes(t);
        }
        double[] mean = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            double value = fit.carried(h + 1);
            for (int k = 0; k < whole.length && k < n + h; k++) {
                value += whole[k] * z[n + h - 1 - k];
            }
            z[n + h] = value;
            mean[h] = (value + causes(n + h)) * scale;
        }
        return mean;
    }

    private double causes(int t) {
        double sum = 0;
        for (int k = 0; k < regressors.length; k++) {
            sum += fit.beta[k] * regressors[k][Math.min(t, regressors[k].length - 1)];
        }
        // The constant column of a drift is the time itself and never ends.
        if (fit.order.constant() && t >= regressors[0].length && fit.order.d() + fit.order.sd() == 1) {
            sum += fit.beta[0] * (t - regressors[0].length + 1);
        }
        return sum;
    }

    @Override
    public double[] fitted() {
        return fitted;
    }

    @Override
    public Spread spread(int horizon) {
        double[] psi = new double[horizon];
        for (int j = 0; j < horizon; j++) {
            psi[j] = j < theta.length ? theta[j] : 0;
            for (int k = 0; k < whole.length && k <= j; k++) {
                psi[j] += whole[k] * (k == j ? 1 : psi[j - 1 - k]);
            }
        }
        return Spread.ofWeights(Math.sqrt(fit.variance()) * scale, psi, horizon);
    }

    @Override
    public Map<String, Double> parameters() {
        Map<String, Double> named = new LinkedHashMap<>();
        ArimaOrder order = fit.order;
        double[] plain = fit.coefficients().plain;
        int at = 0;
        int[] sizes = {order.p(), order.q(), order.sp(), order.sq()};
        String[] names = {"ar", "ma", "sar", "sma"};
        for (int part = 0; part < 4; part++) {
            for (int k = 1; k <= sizes[part]; k++) {
                named.put(names[part] + k, plain[at++]);
            }
        }
        for (int k = 0; k < fit.beta.length; k++) {
            boolean constant = k == 0 && order.constant();
            String name = constant ? (order.d() + order.sd() == 0 ? "mean" : "drift") : "regressor" + k;
            named.put(name, fit.beta[k] * scale);
        }
        named.put("sigma", Math.sqrt(fit.variance()) * scale);
        named.put("aicc", aicc());
        return named;
    }
}
