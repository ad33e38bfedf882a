package dev.shelfcast.forecast.arima;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stepwise search for the best order by AICc. Each order is fitted by the conditional sum of squares and judged by
 * the exact likelihood at that point; only the best few are then driven to the maximum, which keeps the search a
 * hundred times cheaper than maximising each.
 */
final class OrderSearch {
    private static final int MOST_MODELS = 94;
    private static final int MOST_TERMS = 5;
    private static final int MOST_SEASONAL_TERMS = 2;
    private static final double NEAR = 4;
    private static final int FINALISTS = 6;

    private final double[] y;
    private final double[][] causes;
    private final int period;
    private final int d;
    private final int sd;
    private final boolean mayHaveConstant;
    private final Map<ArimaOrder, ArimaFit> tried = new HashMap<>();
    private final Set<ArimaOrder> refined = new HashSet<>();

    OrderSearch(double[] y, double[][] causes, int period) {
        this.y = y;
        this.causes = causes;
        this.period = period;
        this.sd = Differences.seasonal(y, period);
        this.d = Differences.plain(Differences.of(y, period, sd));
        this.mayHaveConstant = d + sd <= 1;
    }

    /** The best order found, at its maximum likelihood. */
    ArimaFit best() {
        boolean seasonal = period > 1 && y.length > 2 * period + 5;
        int s = seasonal ? 1 : 0;
        ArimaFit best = fit(order(2, 2, s, s, mayHaveConstant));
        for (ArimaOrder start : List.of(
                order(0, 0, 0, 0, mayHaveConstant),
                order(1, 0, s, 0, mayHaveConstant),
                order(0, 1, 0, s, mayHaveConstant),
                order(0, 0, 0, 0, false),
                order(2, 0, 0, s, mayHaveConstant),
                order(2, 0, s, 0, mayHaveConstant),
                order(1, 1, 0, s, mayHaveConstant))) {
            best = better(fit(start), best);
        }
        best.polish();
        climb(best, seasonal);
        ArimaFit found = finish();
        for (int round = 0; round < 2; round++) {
            // At its maximum an order may have overtaken the one that the climb stopped at.
            int before = tried.size();
            climb(found, seasonal);
            if (tried.size() == before) {
                break;
            }
            found = finish();
        }
        return found;
    }

    /**
     * The best of a few usual orders at the point of the conditional sum of squares: a member for ensembles, in
     * milliseconds.
     */
    ArimaFit usual() {
        boolean seasonal = period > 1 && y.length > 2 * period + 5;
        int s = seasonal ? 1 : 0;
        int ar = sd == 0 ? s : 0;
        ArimaFit best = fit(order(0, 1, ar, s, mayHaveConstant));
        for (int[] pq : new int[][] {{1, 1}, {1, 0}, {0, 2}, {2, 0}, {2, 1}}) {
            best = better(fit(order(pq[0], pq[1], ar, s, best.order.constant())), best);
        }
        if (mayHaveConstant) {
            best = better(fit(order(best.order.p(), best.order.q(), ar, s, false)), best);
        }
        return Double.isFinite(best.aicc()) ? best : exactly(order(0, 0, 0, 0, mayHaveConstant));
    }

    private void climb(ArimaFit start, boolean seasonal) {
        ArimaFit best = start;
        boolean moved = true;
        while (moved && tried.size() < MOST_MODELS) {
            moved = false;
            for (ArimaOrder next : neighbours(best.order, seasonal)) {
                if (tried.containsKey(next) || tried.size() >= MOST_MODELS) {
                    continue;
                }
                ArimaFit found = fit(next);
                if (found.aicc() > best.aicc() && found.aicc() < best.aicc() + NEAR) {
                    // So near that the roughness of the first fit may hide the better order.
                    found.polish();
                }
                if (found.aicc() < best.aicc()) {
                    best = found;
                    moved = true;
                    break;
                }
            }
        }
    }

    /** The best few by exact likelihood; those with a root near the circle only when there is no other. */
    private ArimaFit finish() {
        List<ArimaFit> ranked = new ArrayList<>(tried.values());
        ranked.sort(Comparator.comparingDouble(ArimaFit::aicc).thenComparing(f -> f.order.label()));
        ArimaFit best = null;
        for (int i = 0; i < ranked.size() && (i < FINALISTS || best == null); i++) {
            ArimaFit fit = ranked.get(i);
            if (refined.add(fit.order)) {
                fit.refine();
            }
            if (Double.isFinite(fit.aicc()) && !fit.nearUnitRoot() && (best == null || fit.aicc() < best.aicc())) {
                best = fit;
            }
        }
        return best == null ? exactly(order(0, 0, 0, 0, mayHaveConstant)) : best;
    }

    private List<ArimaOrder> neighbours(ArimaOrder o, boolean seasonal) {
        List<ArimaOrder> next = new ArrayList<>();
        int[][] seasonalMoves = {{-1, 0}, {0, -1}, {1, 0}, {0, 1}, {-1, -1}, {-1, 1}, {1, -1}, {1, 1}};
        int[][] moves = seasonalMoves;
        for (int i = 0; seasonal && i < seasonalMoves.length; i++) {
            add(next, o, 0, 0, seasonalMoves[i][0], seasonalMoves[i][1]);
        }
        for (int[] move : moves) {
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
            if (terms[i] < 0 || terms[i] > (i < 2 ? MOST_TERMS : MOST_SEASONAL_TERMS)) {
                return;
            }
        }
        next.add(order(terms[0], terms[1], terms[2], terms[3], o.constant()));
    }

    private ArimaOrder order(int p, int q, int sp, int sq, boolean constant) {
        return new ArimaOrder(p, d, q, sp, sd, sq, period, constant);
    }

    private static ArimaFit better(ArimaFit a, ArimaFit b) {
        return a.aicc() < b.aicc() ? a : b;
    }

    private ArimaFit fit(ArimaOrder order) {
        ArimaFit before = tried.get(order);
        if (before != null) {
            return before;
        }
        ArimaFit fit = new ArimaFit(order, differenced(order));
        if (fit.length() > order.coefficients() + 2) {
            fit.quick();
        }
        tried.put(order, fit);
        return fit;
    }

    /** One order at its maximum likelihood. */
    ArimaFit exactly(ArimaOrder order) {
        ArimaFit fit = new ArimaFit(order, differenced(order));
        fit.quick();
        fit.refine();
        return fit;
    }

    private double[][] differenced(ArimaOrder order) {
        double[][] columns = columns(order);
        double[][] all = new double[columns.length + 1][];
        all[0] = Differences.of(Differences.of(y, order.period(), order.sd()), 1, order.d());
        for (int k = 0; k < columns.length; k++) {
            double[] history = java.util.Arrays.copyOf(columns[k], y.length);
            all[k + 1] = Differences.of(Differences.of(history, order.period(), order.sd()), 1, order.d());
        }
        return all;
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
