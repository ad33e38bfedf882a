package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.jobs.Job;
import dev.shelfcast.server.jobs.JobRun;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The scheduled restock check over the whole chain. */
@Component
class ReplenishmentJob implements Job {

    static final String NAME = "replenishment-check";

    private final ReplenishmentCheck check;
    private final String schedule;

    ReplenishmentJob(
            ReplenishmentCheck check, @Value("${shelfcast.replenishment.schedule:0 5 * * * *}") String schedule) {
        this.check = check;
        this.schedule = schedule;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Compares every product's position with its reorder point and brings the restock list up to date.";
    }

    @Override
    public String schedule() {
        return schedule;
    }

    @Override
    public void run(JobRun run) {
        ReplenishmentCheck.Outcome outcome = check.checkAll(
                (done, of) -> run.progress(done, of, "%d of %d stores checked".formatted(done, of)), run::cancelled);
        run.progress(
                1,
                1,
                "%d products checked: %d lines opened, %d changed, %d withdrawn"
                        .formatted(outcome.checked(), outcome.opened(), outcome.changed(), outcome.withdrawn()));
    }
}
