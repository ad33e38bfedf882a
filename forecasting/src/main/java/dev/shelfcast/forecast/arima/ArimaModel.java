package dev.shelfcast.forecast.arima;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Spread;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A seasonal ARIMA model fitted to one series. */
public final class ArimaModel implements FittedModel {
    private final ArimaOrder order;
    private final double[] y;
    private final double[][] regressors;
    private final double[] beta;
    private final double scale;
    private final double aicc;
    private final double sigma;
    private final double[] fitted;
    private final double[] whole;
    private final double[] plain;
    private final double[] theta;
    private final double[] innovations;

    /**
     * @param y the series over {@code scale}; anything at a missing step
     * @param gaps the missing steps, the first columns of the fit
     * @param regressors undifferenced columns, constant first where there is one, going on into the future
     * @param offset steps of the original series before {@code y[0]}
     */
    ArimaModel(ArimaFit fit, double[] y, int[] gaps, double[][] regressors, double scale, int offset) {
        this.order = fit.order;
        this.regressors = regressors;
        this.scale = scale;
        this.aicc = fit.aicc() + 2 * fit.observed() * Math.log(scale);
        Likelihood found = fit.likelihood();
        this.beta = Arrays.copyOfRange(found.beta(), gaps.length, found.beta().length);
        this.innovations = found.innovations().clone();
        // With R's correction for the parameters.
        this.sigma = Math.sqrt(found.squares() / Math.max(1, fit.observed() - fit.parameters() + 1)) * scale;
        this.y = y.clone();
        for (int i = 0; i < gaps.length; i++) {
            this.y[gaps[i]] -= found.beta()[i];
        }
        Coefficients c = fit.coefficients();
        this.plain = c.plain.clone();
        this.theta = c.theta.clone();
        this.whole = differenced(c.phi, order);
        double[] errors = found.oneStepErrors(c);
        this.fitted = new double[offset + y.length];
        Arrays.fill(fitted, Double.NaN);
        for (int t = order.lost(); t < y.length; t++) {
            fitted[offset + t] = (this.y[t] - errors[t - order.lost()]) * scale;
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
        return order;
    }

    /** The corrected Akaike criterion of the exact likelihood. */
    public double aicc() {
        return aicc;
    }

    @Override
    public String label() {
        return (regressors.length > (order.constant() ? 1 : 0) ? "Regression with " : "") + order.label();
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
            double value = carried(h + 1);
            for (int k = 0; k < whole.length && k < n + h; k++) {
                value += whole[k] * z[n + h - 1 - k];
            }
            z[n + h] = value;
            mean[h] = (value + causes(n + h)) * scale;
        }
        return mean;
    }

    /** What past innovations add to the value {@code ahead} steps after the end. */
    private double carried(int ahead) {
        double sum = 0;
        for (int j = ahead; j <= theta.length && j - ahead < innovations.length; j++) {
            sum += theta[j - 1] * innovations[innovations.length - 1 - (j - ahead)];
        }
        return sum;
    }

    private double causes(int t) {
        double sum = 0;
        for (int k = 0; k < regressors.length; k++) {
            sum += beta[k] * regressors[k][Math.min(t, regressors[k].length - 1)];
        }
        // The constant column of a drift is the time itself and never ends.
        if (order.constant() && t >= regressors[0].length && order.d() + order.sd() == 1) {
            sum += beta[0] * (t - regressors[0].length + 1);
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
        return Spread.ofWeights(sigma, psi, horizon);
    }

    @Override
    public Map<String, Double> parameters() {
        Map<String, Double> named = new LinkedHashMap<>();
        int at = 0;
        int[] sizes = {order.p(), order.q(), order.sp(), order.sq()};
        String[] names = {"ar", "ma", "sar", "sma"};
        for (int part = 0; part < 4; part++) {
            for (int k = 1; k <= sizes[part]; k++) {
                named.put(names[part] + k, plain[at++]);
            }
        }
        for (int k = 0; k < beta.length; k++) {
            boolean constant = k == 0 && order.constant();
            String name = constant ? (order.d() + order.sd() == 0 ? "mean" : "drift") : "regressor" + k;
            named.put(name, beta[k] * scale);
        }
        named.put("sigma", sigma);
        named.put("aicc", aicc);
        return named;
    }
}
