package dev.shelfcast.server.forecasting.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who of two forecast the same held-back days better. The challenger has to lower the scaled error (RMSSE) by 2% and by
 * two standard errors of the paired differences, without a worse loss of its quantiles: they decide what is ordered.
 *
 * @param series how many series both forecast
 * @param tStatistic of the paired differences; positive favours the challenger
 */
public record Verdict(
        int series,
        double championRmsse,
        double challengerRmsse,
        double championPinball,
        double challengerPinball,
        double tStatistic,
        boolean better,
        String reason) {

    /** As in the library's own choices: below this, a gain is not worth the unrest. */
    private static final double MARGIN = 0.02;

    private static final double CLEAR = 2;
    /** With fewer series it is their days that are compared. */
    private static final int FEW_SERIES = 8;

    private static final int LEAST_DAYS = 14;

    /** Compares what both made of the same days. */
    public static Verdict of(HeldBack champion, HeldBack challenger) {
        Map<String, Double> old = champion.rmsse();
        Map<String, Double> young = challenger.rmsse();
        old.keySet().retainAll(young.keySet());
        List<Double> differences = new ArrayList<>();
        old.forEach((id, error) -> differences.add(error - young.getOrDefault(id, error)));
        double before = mean(List.copyOf(old.values()));
        double after = before - mean(differences);
        List<Double> paired = old.size() >= FEW_SERIES ? differences : byDay(champion, challenger);
        boolean enough = old.size() >= FEW_SERIES || paired.size() >= LEAST_DAYS;
        double t = t(paired);
        boolean gains = before > 0 && after <= (1 - MARGIN) * before && t >= CLEAR;
        boolean quantilesHold = challenger.pinball() <= champion.pinball();
        String figures = String.format(
                Locale.ROOT,
                "RMSSE %.3f against the champion's %.3f over %d series, t %.1f, quantile loss %.3f against %.3f: ",
                after,
                before,
                old.size(),
                t,
                challenger.pinball(),
                champion.pinball());
        String verdict = !enough
                ? "too little to tell."
                : !gains
                        ? "not better by 2% and two standard errors."
                        : quantilesHold ? "better." : "better on average, but its quantiles are worse.";
        return new Verdict(
                old.size(),
                before,
                after,
                champion.pinball(),
                challenger.pinball(),
                t,
                enough && gains && quantilesHold,
                figures + verdict);
    }

    private static List<Double> byDay(HeldBack champion, HeldBack challenger) {
        double[] old = champion.squaresByDay();
        double[] young = challenger.squaresByDay();
        List<Double> differences = new ArrayList<>();
        for (int day = 0; day < Math.min(old.length, young.length); day++) {
            double difference = old[day] - young[day];
            if (Double.isFinite(difference)) {
                differences.add(difference);
            }
        }
        return differences;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /** Mean over its standard error; 0 where nothing varies. */
    private static double t(List<Double> values) {
        int n = values.size();
        double mean = mean(values);
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return n < 2 || squares <= 1e-12 ? 0 : mean / Math.sqrt(squares / (n - 1) / n);
    }
}
