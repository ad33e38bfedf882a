package dev.shelfcast.forecast.demand;

import dev.shelfcast.forecast.Frequency;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * What the days of a month do to a segment: wages, benefits and bills have their dates. A segment's daily units over
 * the items' own four weeks around are averaged by day of the month. How much of the averages is believed is learnt by
 * leaving out one month after another: the slope of each month's figures on the averages of all other months, and none
 * of it unless that slope is beyond two standard errors over months (cross-validated shrinkage: Stone 1974).
 */
final class DayOfMonth {
    private static final int DAYS = 31;
    private static final int AROUND = 14;
    private static final int LEAST_DATES = 60;

    /** Days beyond so many robust standard deviations are holidays or closed shops, and count as that far. */
    private static final double FARTHEST = 3;

    private static final double MAD_TO_DEVIATION = 1.4826;

    private DayOfMonth() {}

    /**
     * The factors by day of the month less one, of mean about 1; empty where there is no such pattern, the series are
     * not daily, or have no dates.
     */
    static double[] of(List<Item> items, SeasonProfile profile, Workers workers) {
        if (items.isEmpty() || !dated(items)) {
            return new double[0];
        }
        long from = items.stream().mapToLong(i -> i.first).min().orElse(0);
        long to = items.stream().mapToLong(i -> i.first + i.length()).max().orElse(0);
        double[][] expected = new double[items.size()][];
        workers.each(expected.length, i -> expected[i] = around(items.get(i), profile));
        double[] units = new double[(int) (to - from)];
        double[] usual = new double[units.length];
        for (int i = 0; i < expected.length; i++) {
            Item item = items.get(i);
            for (int t = AROUND; t < item.length() - AROUND; t++) {
                if (!Double.isNaN(item.calm[t] + expected[i][t])) {
                    units[(int) (item.first - from) + t] += item.calm[t];
                    usual[(int) (item.first - from) + t] += expected[i][t];
                }
            }
        }
        return factors(units, usual, from);
    }

    private static boolean dated(List<Item> items) {
        return items.stream()
                .allMatch(i ->
                        i.source.series().start() != null && i.source.series().frequency() == Frequency.DAILY);
    }

    /** What each day would sell by the item's mean of the four weeks around it and the weekday. */
    private static double[] around(Item item, SeasonProfile profile) {
        int n = item.length();
        double[] units = new double[n + 1];
        double[] season = new double[n + 1];
        for (int t = 0; t < n; t++) {
            boolean known = !Double.isNaN(item.calm[t]);
            units[t + 1] = units[t] + (known ? item.calm[t] : 0);
            season[t + 1] = season[t] + (known ? profile.at(item.first + t) : 0);
        }
        double[] expected = new double[n];
        for (int t = 0; t < n; t++) {
            int a = Math.max(0, t - AROUND);
            int b = Math.min(n, t + AROUND + 1);
            double width = season[b] - season[a];
            expected[t] = width > 0 ? (units[b] - units[a]) / width * profile.at(item.first + t) : Double.NaN;
        }
        return expected;
    }

    private static double[] factors(double[] units, double[] usual, long from) {
        int[] day = new int[units.length];
        int[] month = new int[units.length];
        double[] ratio = new double[units.length];
        int n = 0;
        for (int t = 0; t < units.length; t++) {
            if (usual[t] > 0) {
                LocalDate date = LocalDate.ofEpochDay(from + t);
                day[n] = date.getDayOfMonth() - 1;
                month[n] = date.getYear() * 12 + date.getMonthValue();
                ratio[n++] = units[t] / usual[t];
            }
        }
        if (n < LEAST_DATES) {
            return new double[0];
        }
        centre(ratio, day, n);
        double[] sum = new double[DAYS];
        double[] count = new double[DAYS];
        for (int i = 0; i < n; i++) {
            sum[day[i]] += ratio[i];
            count[day[i]]++;
        }
        double believed = believed(day, month, ratio, n, sum, count);
        if (believed == 0) {
            return new double[0];
        }
        double[] factor = new double[DAYS];
        Arrays.setAll(factor, d -> 1 + (count[d] > 0 ? believed * sum[d] / count[d] : 0));
        return factor;
    }

    /** Takes the mean off; days far from the usual of their day of the month are drawn in. */
    private static void centre(double[] ratio, int[] day, int n) {
        double[] usual = new double[DAYS];
        for (int d = 0; d < DAYS; d++) {
            double[] same = new double[n];
            int k = 0;
            for (int i = 0; i < n; i++) {
                if (day[i] == d) {
                    same[k++] = ratio[i];
                }
            }
            Arrays.sort(same, 0, k);
            usual[d] = k == 0 ? 0 : (same[(k - 1) / 2] + same[k / 2]) / 2;
        }
        double[] away = new double[n];
        Arrays.setAll(away, i -> Math.abs(ratio[i] - usual[day[i]]));
        Arrays.sort(away);
        double far = FARTHEST * MAD_TO_DEVIATION * away[n / 2];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            ratio[i] = usual[day[i]] + Math.max(-far, Math.min(far, ratio[i] - usual[day[i]]));
            mean += ratio[i] / n;
        }
        for (int i = 0; i < n; i++) {
            ratio[i] -= mean;
        }
    }

    /** The slope of left-out months on the others' averages, 0 unless it is clear, 1 at most. */
    private static double believed(int[] day, int[] month, double[] ratio, int n, double[] sum, double[] count) {
        double[] cross = new double[n];
        double[] square = new double[n];
        int months = 0;
        for (int a = 0; a < n; ) {
            int b = a;
            double[] otherSum = sum.clone();
            double[] otherCount = count.clone();
            for (; b < n && month[b] == month[a]; b++) {
                otherSum[day[b]] -= ratio[b];
                otherCount[day[b]]--;
            }
            for (int i = a; i < b; i++) {
                double average = otherCount[day[i]] > 0 ? otherSum[day[i]] / otherCount[day[i]] : 0;
                cross[months] += average * ratio[i];
                square[months] += average * average;
            }
            months++;
            a = b;
        }
        double allCross = Arrays.stream(cross).sum();
        double allSquare = Arrays.stream(square).sum();
        if (allSquare <= 0) {
            return 0;
        }
        double slope = allCross / allSquare;
        double residual = 0;
        for (int m = 0; m < months; m++) {
            residual += Math.pow(cross[m] - slope * square[m], 2);
        }
        return slope > 2 * Math.sqrt(residual) / allSquare ? Math.min(1, slope) : 0;
    }
}
