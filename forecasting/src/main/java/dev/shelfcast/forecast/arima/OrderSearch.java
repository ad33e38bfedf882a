package dev.shelfcast.forecast.arima;

import dev.shelfcast.forecast.numeric.LeastSquares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stepwise search for the best order by AICc: first models, moves and refusals as R's {@code auto.arima}, each
 * order at its maximum likelihood.
 */
final class OrderSearch {
    private static final int MOST_MODELS = 94;
    private static final int MOST_TERMS = 5;
    private static final int MOST_SEASONAL_TERMS = 2;

    /** Deviance within which a search for the order ends, then the one for the chosen order. */
    private static final double ROUGH = 0.02;

    private static final double EXACT = 1e-5;
    private static final int[][] MOVES = {{-1, 0}, {0, -1}, {1, 0}, {0, 1}, {-1, -1}, {-1, 1}, {1, -1}, {1, 1}};

    private final double[] y;
    private final int[] gaps;
    private final double[][] causes;
    private final int period;
    private final int d;
    private final int sd;
    private final boolean mayHaveConstant;
    private final int mostTerms;
    private final int mostSeasonalTerms;
    private final Map<ArimaOrder, ArimaFit> tried = new HashMap<>();

    /**
     * @param y values, filled in where missing
     * @param gaps the steps that are missing
     * @param causes regressors, which may go on after the last value
     */
    OrderSearch(double[] y, int[] gaps, double[][] causes, int period) {
        this.y = y;
        this.gaps = gaps;
        this.causes = causes;
        this.period = period;
        double[] rest = withoutCauses();
        this.sd = Differences.seasonal(rest, period);
        this.d = Differences.plain(Differences.of(rest, period, sd));
        this.mayHaveConstant = d + sd <= 1;
        this.mostTerms = Math.min(MOST_TERMS, y.length / 3);
        this.mostSeasonalTerms = period == 1 ? 0 : Math.min(MOST_SEASONAL_TERMS, y.length / 3 / period);
    }

    /** What the causes leave, for the choice of differences. */
    private double[] withoutCauses() {
        if (causes.length == 0) {
            return y;
        }
        double[][] columns = Arrays.copyOf(causes, causes.length + 1);
        columns[causes.length] = new double[y.length];
        Arrays.fill(columns[causes.length], 1);
        double[] by = LeastSquares.solve(columns, y, y.length, 1e-10);
        double[] rest = y.clone();
        for (int k = 0; k < causes.length; k++) {
            for (int t = 0; t < y.length; t++) {
                rest[t] -= by[k] * causes[k][t];
            }
        }
        return rest;
    }

    /** The best order found, at its maximum likelihood. */
    ArimaFit best() {
        int s = Math.min(1, mostSeasonalTerms);
        int one = Math.min(1, mostTerms);
        int two = Math.min(2, mostTerms);
        ArimaFit simple = fit(order(0, 0, 0, 0, mayHaveConstant), null, Double.POSITIVE_INFINITY);
        for (ArimaOrder start : List.of(
                order(one, 0, s, 0, mayHaveConstant), order(0, one, 0, s, mayHaveConstant), order(0, 0, 0, 0, false))) {
            simple = better(fit(start, null, simple.rank()), simple);
        }
        ArimaFit mixed = fit(order(two, two, s, s, mayHaveConstant), null, Double.POSITIVE_INFINITY);
        // R climbs from the better of the two alone, which is where its search misses most.
        return finished(better(climb(simple), climb(mixed)));
    }

    /** The best of a few usual orders: a member for ensembles, in a millisecond. */
    ArimaFit usual() {
        int s = Math.min(1, mostSeasonalTerms);
        int ar = sd == 0 ? s : 0;
        ArimaFit best = fit(order(0, 1, ar, s, mayHaveConstant), null, Double.POSITIVE_INFINITY);
        for (int[] pq : new int[][] {{1, 1}, {1, 0}, {0, 2}, {2, 0}, {2, 1}}) {
            best = better(fit(order(pq[0], pq[1], ar, s, mayHaveConstant), null, best.rank()), best);
        }
        if (mayHaveConstant) {
            best = better(fit(order(best.order.p(), best.order.q(), ar, s, false), null, best.rank()), best);
        }
        return finished(best);
    }

    private ArimaFit climb(ArimaFit start) {
        ArimaFit best = start;
        boolean moved = true;
        while (moved && tried.size() < MOST_MODELS) {
            moved = false;
            for (ArimaOrder next : neighbours(best.order)) {
                ArimaFit found = fit(next, best, best.rank());
                if (found.rank() < best.rank()) {
                    best = found;
                    moved = true;
                    break;
                }
            }
        }
        return best;
    }

    /** The fit driven to its maximum; a series that every order refuses gets white noise. */
    private ArimaFit finished(ArimaFit best) {
        if (!Double.isFinite(best.rank())) {
            return exactly(order(0, 0, 0, 0, mayHaveConstant));
        }
        best.improveFrom(best.x.clone(), EXACT);
        return best;
    }

    private List<ArimaOrder> neighbours(ArimaOrder o) {
        List<ArimaOrder> next = new ArrayList<>();
        for (int[] move : MOVES) {
            add(next, o, 0, 0, move[0], move[1]);
        }
        for (int[] move : MOVES) {
            add(next, o, move[0], move[1], 0, 0);
        }
        if (mayHaveConstant) {
            next.add(order(o.p(), o.q(), o.sp(), o.sq(), !o.constant()));
        }
        return next;
    }

    private void add(List<ArimaOrder> next, ArimaOrder o, int p, int q, int sp, int sq) {
        int[] terms = {o.p() + p, o.q() + q, o.sp() + sp, o.sq() + sq};
        for (int i = 0; i < 4; i++) {
            if (terms[i] < 0 || terms[i] > (i < 2 ? mostTerms : mostSeasonalTerms)) {
                return;
            }
        }
        next.add(order(terms[0], terms[1], terms[2], terms[3], o.constant()));
    }

    private ArimaOrder order(int p, int q, int sp, int sq, boolean constant) {
        return new ArimaOrder(p, d, q, sp, sd, sq, period, constant);
    }

    private static ArimaFit better(ArimaFit a, ArimaFit b) {
        return a.rank() < b.rank() ? a : b;
    }

    /** @param aim the criterion to beat: an order that is far from it is not searched to the end */
    private ArimaFit fit(ArimaOrder order, @Nullable ArimaFit near, double aim) {
        ArimaFit before = tried.get(order);
        if (before != null) {
            before.finish(aim);
            return before;
        }
        ArimaFit fit = new ArimaFit(order, differenced(order), gaps.length, true);
        if (fit.observed() > fit.parameters() + 1) {
            fit.improve(ROUGH, near, aim);
        }
        tried.put(order, fit);
        return fit;
    }

    /** One order at its maximum likelihood. */
    ArimaFit exactly(ArimaOrder order) {
        ArimaFit fit = new ArimaFit(order, differenced(order), gaps.length, false);
        fit.improve(EXACT, null, Double.POSITIVE_INFINITY);
        return fit;
    }

    /** The series, the missing steps and the regressors, differenced. */
    private double[][] differenced(ArimaOrder order) {
        double[][] columns = columns(order);
        double[][] all = new double[1 + gaps.length + columns.length][];
        all[0] = differenced(y, order);
        for (int i = 0; i < gaps.length; i++) {
            double[] missing = new double[y.length];
            missing[gaps[i]] = 1;
            all[1 + i] = differenced(missing, order);
        }
        for (int k = 0; k < columns.length; k++) {
            all[1 + gaps.length + k] = differenced(Arrays.copyOf(columns[k], y.length), order);
        }
        return all;
    }

    private static double[] differenced(double[] x, ArimaOrder order) {
        return Differences.of(Differences.of(x, order.period(), order.sd()), 1, order.d());
    }

    /** The undifferenced regressors: the constant (1, or the time for a drift) first where the order has one. */
    double[][] columns(ArimaOrder order) {
        int extra = order.constant() ? 1 : 0;
        double[][] columns = new double[causes.length + extra][];
        if (order.constant()) {
            columns[0] = new double[y.length];
            for (int t = 0; t < y.length; t++) {
                columns[0][t] = order.d() + order.sd() == 0 ? 1 : t + 1;
            }
        }
        System.arraycopy(causes, 0, columns, extra, causes.length);
        return columns;
    }
}
