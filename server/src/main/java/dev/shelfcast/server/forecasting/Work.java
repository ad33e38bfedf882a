package dev.shelfcast.server.forecasting;

import dev.shelfcast.forecast.demand.Progress;
import dev.shelfcast.server.jobs.JobRun;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** What all tasks of one run share, and how far they have come together. */
final class Work {

    private final long run;
    private final JobRun job;
    private final String reason;
    private final LocalDate firstSale;
    private final LocalDate asOf;
    private final int total;
    private final TreeMap<String, Integer> families = new TreeMap<>();
    private int done;
    private int inForce;

    Work(long run, JobRun job, String reason, LocalDate firstSale, LocalDate asOf, int total) {
        this.run = run;
        this.job = job;
        this.reason = reason;
        this.firstSale = firstSale;
        this.asOf = asOf;
        this.total = total;
    }

    long run() {
        return run;
    }

    JobRun job() {
        return job;
    }

    String reason() {
        return reason;
    }

    LocalDate asOf() {
        return asOf;
    }

    int done() {
        return done;
    }

    int inForce() {
        return inForce;
    }

    /** How many series each family of models has forecast. */
    Map<String, Integer> families() {
        return families;
    }

    /** The first day of a history so long, or of all sales. */
    LocalDate firstDay(int historyDays) {
        LocalDate earliest = asOf.minusDays(historyDays);
        return firstSale.isBefore(earliest) ? earliest : firstSale;
    }

    void add(int series, boolean nowInForce, Map<String, Integer> byFamily) {
        done += series;
        inForce += nowInForce ? series : 0;
        byFamily.forEach((family, count) -> families.merge(family, count, Integer::sum));
    }

    /** Tells of series forecast by the task that is at work. */
    Progress forecasting() {
        return more -> {
            long sum = done + more;
            job.progress(sum, total, "%d of %d series".formatted(sum, total));
            return !job.cancelled();
        };
    }

    /** Tells of rounds of learning, which come before any series is forecast; round 0 only asks whether to go on. */
    Progress learning(String label) {
        return rounds -> {
            if (rounds > 0) {
                job.progress(done, total, "%s learns, round %d".formatted(label, rounds));
            }
            return !job.cancelled();
        };
    }

    void say(String message) {
        job.progress(done, total, message);
    }
}
