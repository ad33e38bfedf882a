package dev.shelfcast.forecast.tbats;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Outlook;
import dev.shelfcast.forecast.Spread;
import dev.shelfcast.forecast.numeric.Normal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** TBATS fitted to one series. */
public final class TbatsModel implements FittedModel {
    private final TbatsForm form;
    private final double[] p;
    private final TbatsKernel kernel;
    private final Fit fit;
    private final double lambda;

    /** Last states, fitted values, standard deviation on the transformed scale, unit of the values, criterion. */
    record Fit(double[] end, double[] fitted, double sigma, double scale, double aic) {}

    TbatsModel(TbatsForm form, double[] p, TbatsKernel kernel, Fit fit) {
        this.form = form;
        this.p = p;
        this.kernel = kernel;
        this.fit = fit;
        lambda = kernel.lambda();
    }

    @Override
    public String label() {
        return form.label(lambda, kernel.phi());
    }

    /** Akaike's criterion as R counts it; constant terms of the likelihood are left out. */
    public double aic() {
        return fit.aic();
    }

    @Override
    public double[] fitted() {
        return fit.fitted();
    }

    /** The path on the transformed scale from the last states, or of a unit error in the last step. */
    private double[] path(int horizon, boolean pulse) {
        double[] state = pulse ? new double[kernel.size()] : fit.end().clone();
        if (pulse) {
            kernel.update(state, 1);
        }
        double[] path = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            path[h] = kernel.predict(state);
            kernel.update(state, 0);
        }
        return path;
    }

    /** The expected value on the scale of the data, not the median. */
    @Override
    public double[] mean(int horizon) {
        return mean(path(horizon, false), Spread.ofWeights(fit.sigma(), path(horizon, true), horizon));
    }

    private double[] mean(double[] z, Spread spread) {
        double[] mean = new double[z.length];
        for (int h = 0; h < z.length; h++) {
            mean[h] = fit.scale() * BoxCox.mean(z[h], spread.step()[h] * spread.step()[h], lambda);
        }
        return mean;
    }

    /** On the scale of the data by the slope of the transformation at each step; exact without one. */
    @Override
    public Spread spread(int horizon) {
        double[] z = path(horizon, false);
        double[] weights = path(horizon, true);
        Spread plain = Spread.ofWeights(fit.sigma(), weights, horizon);
        double[] step = plain.step();
        double[] sum = plain.sum();
        double[] slope = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            slope[h] = fit.scale() * BoxCox.slope(z[h], lambda);
            step[h] *= slope[h];
            sum[h] *= fit.scale();
        }
        if (lambda != 1) {
            double[] squares = new double[horizon];
            for (int i = 0; i < horizon; i++) {
                double running = slope[i];
                squares[i] += running * running;
                for (int j = i + 1; j < horizon; j++) {
                    running += weights[j - i - 1] * slope[j];
                    squares[j] += running * running;
                }
            }
            for (int h = 0; h < horizon; h++) {
                sum[h] = fit.sigma() * Math.sqrt(squares[h]);
            }
        }
        return new Spread(step, sum);
    }

    /** Steps by the quantiles of the transformed scale; sums as if they were normal on a scale of the same power. */
    @Override
    public Outlook outlook(int horizon, double[] levels) {
        double[] z = path(horizon, false);
        Spread plain = Spread.ofWeights(fit.sigma(), path(horizon, true), horizon);
        double[] mean = mean(z, plain);
        Spread spread = spread(horizon);
        if (lambda == 1) {
            return Outlook.normal(mean, spread, levels);
        }
        double[][] quantiles = new double[horizon][levels.length];
        double[][] sums = new double[horizon][levels.length];
        double total = 0;
        for (int h = 0; h < horizon; h++) {
            total += mean[h] / fit.scale();
            double unit = h + 1;
            double centre = BoxCox.of(Math.max(1e-9, total / unit), lambda);
            double deviation = spread.sum()[h] / fit.scale() / unit / BoxCox.slope(centre, lambda);
            double base = Math.max(0.05, lambda * centre + 1);
            centre -= Math.min(2, deviation * deviation) * (1 - lambda) / (2 * base);
            for (int k = 0; k < levels.length; k++) {
                double score = Normal.quantile(levels[k]);
                quantiles[h][k] = fit.scale() * BoxCox.back(z[h] + score * plain.step()[h], lambda);
                sums[h][k] =
                        h == 0 ? quantiles[0][k] : fit.scale() * unit * BoxCox.back(centre + score * deviation, lambda);
            }
        }
        return new Outlook(mean, quantiles, sums, "normal theory on a transformed scale");
    }

    @Override
    public double[][] paths(int horizon, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] paths = new double[count][horizon];
        for (double[] path : paths) {
            double[] state = fit.end().clone();
            for (int h = 0; h < horizon; h++) {
                double e = fit.sigma() * random.nextGaussian();
                path[h] = fit.scale() * BoxCox.back(kernel.predict(state) + e, lambda);
                kernel.update(state, e);
            }
        }
        return paths;
    }

    @Override
    public Map<String, Double> parameters() {
        Map<String, Double> named = new LinkedHashMap<>();
        int i = 0;
        if (form.boxCox()) {
            named.put("lambda", p[i++]);
        }
        named.put("alpha", p[i++]);
        if (form.trend()) {
            named.put("beta", p[i++]);
        }
        if (form.damped()) {
            named.put("phi", p[i++]);
        }
        for (int k = 0; k < form.periods().length; k++) {
            named.put("gamma1_" + (k + 1), p[i++]);
            named.put("gamma2_" + (k + 1), p[i++]);
        }
        for (int k = 0; k < form.ar() + form.ma(); k++) {
            named.put(k < form.ar() ? "ar" + (k + 1) : "ma" + (k - form.ar() + 1), p[i++]);
        }
        named.put("sigma", fit.sigma());
        named.put("aic", fit.aic());
        return named;
    }
}
