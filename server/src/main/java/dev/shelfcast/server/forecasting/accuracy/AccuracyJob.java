package dev.shelfcast.server.forecasting.accuracy;

import dev.shelfcast.server.demand.BusinessDay;
import dev.shelfcast.server.forecasting.ForecastPublished;
import dev.shelfcast.server.jobs.Job;
import dev.shelfcast.server.jobs.JobRun;
import dev.shelfcast.server.jobs.Jobs;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Measures in the background how good the forecasts were: after each run, on the days that are over. */
@Component
class AccuracyJob implements Job {

    private static final String NAME = "forecast-accuracy";

    private final Scores scores;
    private final BusinessDay businessDay;

    AccuracyJob(Scores scores, BusinessDay businessDay) {
        this.scores = scores;
        this.businessDay = businessDay;
    }

    /** Asks for the job; apart from it, because {@link Jobs} knows every job. */
    @Component
    static final class Follower {

        private final Jobs jobs;

        Follower(Jobs jobs) {
            this.jobs = jobs;
        }

        @EventListener
        void on(ForecastPublished published) {
            jobs.request(NAME, Map.of(Jobs.KEY, "chain"));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Compares published forecasts with what was then sold.";
    }

    @Override
    public void run(JobRun run) {
        LocalDate last = businessDay.lastCompleteDay();
        LocalDate day = scores.firstOpen(last);
        if (day == null) {
            run.progress(0, 0, "No forecast of a day up to %s is known yet.".formatted(last));
            return;
        }
        long days = ChronoUnit.DAYS.between(day, last) + 1;
        for (long done = 0; done < days && !run.cancelled(); done++) {
            scores.compare(day.plusDays(done));
            run.progress(done + 1, days, "%d of %d days".formatted(done + 1, days));
        }
        scores.forget(last);
    }
}
