package dev.shelfcast.server.alerts;

import dev.shelfcast.server.jobs.Job;
import dev.shelfcast.server.jobs.JobRun;
import org.springframework.stereotype.Component;

/** Looks at all stock every hour and after bulk loads: the net under what is followed sale by sale. */
@Component
class NegativeStockJob implements Job {

    static final String NAME = "negative-stock";

    private final StockWatch watch;

    NegativeStockJob(StockWatch watch) {
        this.watch = watch;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Finds products whose stock is below zero, and resolves the alerts of those that are not any more.";
    }

    @Override
    public String schedule() {
        return "0 20 * * * *";
    }

    @Override
    public void run(JobRun run) {
        int alerts = watch.lookAtAll();
        run.progress(1, 1, alerts == 0 ? "nothing is below zero" : alerts + " alerts of stock below zero");
    }
}
