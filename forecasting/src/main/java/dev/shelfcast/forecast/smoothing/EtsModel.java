package dev.shelfcast.forecast.smoothing;

import dev.shelfcast.forecast.FittedModel;
import dev.shelfcast.forecast.Spread;
import dev.shelfcast.forecast.smoothing.EtsForm.Season;
import dev.shelfcast.forecast.smoothing.EtsForm.Trend;
import java.util.LinkedHashMap;
import java.util.Map;

/** Exponential smoothing fitted to one series. */
public final class EtsModel implements FittedModel {
    private final EtsForm form;
    private final int period;
    private final double[] p;
    private final double[] initial;
    private final double[] end;
    private final double[] fitted;
    private final double sigma;
    private final double aicc;

    EtsModel(
            EtsForm form,
            int period,
            double[] p,
            double[] initial,
            double[] end,
            double[] fitted,
            double sigma,
            double aicc) {
        this.form = form;
        this.period = period;
        this.p = p;
        this.initial = initial;
        this.end = end;
        this.fitted = fitted;
        this.sigma = sigma;
        this.aicc = aicc;
    }

    /** The form that was fitted. */
    public EtsForm form() {
        return form;
    }

    /** The corrected Akaike criterion, on R's scale (constant terms of the likelihood left out). */
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
        double[] mean = trendPath(horizon);
        for (int h = 0; h < horizon; h++) {
            double season = end[EtsKernel.SEASONS + h % period];
            mean[h] = switch (form.season()) {
                case NONE -> mean[h];
                case ADDITIVE -> mean[h] + season;
                case MULTIPLICATIVE -> mean[h] * season;
            };
        }
        return mean;
    }

    private double[] trendPath(int horizon) {
        double[] path = new double[horizon];
        double run = 0;
        double power = 1;
        for (int h = 0; h < horizon; h++) {
            power *= p[3];
            run += power;
            path[h] = end[EtsKernel.LEVEL] + (form.trend() == Trend.NONE ? 0 : run * end[EtsKernel.SLOPE]);
        }
        return path;
    }

    /**
     * Variances by the effect of each future error on the steps after it (Hyndman et al. 2008, chapter 6); exact for
     * additive forms, without terms of the fourth order of sigma for multiplicative ones.
     */
    @Override
    public Spread spread(int horizon) {
        double[] mean = mean(horizon);
        double[] path = trendPath(horizon);
        double[] step = new double[horizon];
        double[] sum = new double[horizon];
        for (int i = 0; i < horizon; i++) {
            double own = form.multiplicativeError() ? sigma * Math.sqrt(mean[i] * mean[i] + step[i]) : sigma;
            double running = own;
            double power = 1;
            double run = 0;
            step[i] += own * own;
            sum[i] += running * running;
            for (int j = i + 1; j < horizon; j++) {
                power *= p[3];
                run += power;
                double effect = own * effect(i, j, p[0] + p[1] * run, path);
                running += effect;
                step[j] += effect * effect;
                sum[j] += running * running;
            }
        }
        for (int h = 0; h < horizon; h++) {
            step[h] = Math.sqrt(step[h]);
            sum[h] = Math.sqrt(sum[h]);
        }
        return new Spread(step, sum);
    }

    /** What one unit of error at step i adds to step j. */
    private double effect(int i, int j, double onLevel, double[] path) {
        boolean sameSeason = (j - i) % period == 0;
        return switch (form.season()) {
            case NONE -> onLevel;
            case ADDITIVE -> onLevel + (sameSeason ? p[2] : 0);
            case MULTIPLICATIVE ->
                onLevel * end[EtsKernel.SEASONS + j % period] / end[EtsKernel.SEASONS + i % period]
                        + (sameSeason && path[i] != 0 ? p[2] * path[j] / path[i] : 0);
        };
    }

    @Override
    public Map<String, Double> parameters() {
        Map<String, Double> named = new LinkedHashMap<>();
        named.put("alpha", p[0]);
        if (form.trend() != Trend.NONE) {
            named.put("beta", p[1]);
        }
        if (form.season() != Season.NONE) {
            named.put("gamma", p[2]);
        }
        if (form.trend() == Trend.DAMPED) {
            named.put("phi", p[3]);
        }
        named.put("l0", initial[EtsKernel.LEVEL]);
        if (form.trend() != Trend.NONE) {
            named.put("b0", initial[EtsKernel.SLOPE]);
        }
        for (int i = 0; form.season() != Season.NONE && i < period; i++) {
            named.put("s" + i, initial[EtsKernel.SEASONS + i]);
        }
        named.put("sigma", sigma);
        named.put("aicc", aicc);
        return named;
    }
}
