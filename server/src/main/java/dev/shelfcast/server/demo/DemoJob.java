package dev.shelfcast.server.demo;

import dev.shelfcast.server.jobs.Job;
import dev.shelfcast.server.jobs.JobRun;
import org.springframework.stereotype.Component;

/** Loads the demo chain in the background; a second run finds it there and does nothing. */
@Component
class DemoJob implements Job {

    static final String NAME = "demo";

    /** Any other would do; with this one the tests have looked at what comes out. */
    static final long SEED = 7;

    private final DemoLoad load;

    DemoJob(DemoLoad load) {
        this.load = load;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Loads the demo chain: 24 dark stores in Mumbai with 120 days of orders.";
    }

    @Override
    public void run(JobRun run) {
        load.load(Long.parseLong(run.parameters().getOrDefault("seed", String.valueOf(SEED))), run);
    }
}
