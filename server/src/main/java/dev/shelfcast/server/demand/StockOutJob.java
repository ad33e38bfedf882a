package dev.shelfcast.server.demand;

import dev.shelfcast.server.jobs.Job;
import dev.shelfcast.server.jobs.JobRun;
import dev.shelfcast.server.jobs.Jobs;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks for empty shelves every hour and after a bulk load. */
@Component
class StockOutJob implements Job {

    private static final String NAME = "stock-outs";

    private final StockOuts stockOuts;
    private final ObjectProvider<Jobs> jobs;

    StockOutJob(StockOuts stockOuts, ObjectProvider<Jobs> jobs) {
        this.stockOuts = stockOuts;
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Works out on which days products could not be bought.";
    }

    @Override
    public String schedule() {
        return "0 5 * * * *";
    }

    @Override
    public void run(JobRun run) {
        stockOuts.refresh();
    }

    @EventListener
    void on(DemandChanged changed) {
        if (changed.bulk()) {
            jobs.getObject().request(NAME, Map.of(Jobs.KEY, NAME));
        }
    }
}
