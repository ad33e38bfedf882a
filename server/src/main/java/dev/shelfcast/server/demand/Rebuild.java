package dev.shelfcast.server.demand;

import dev.shelfcast.server.jobs.Job;
import dev.shelfcast.server.jobs.JobRun;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Builds the demand tables anew from the sale lines, and says how far they were off. */
@Component
class Rebuild implements Job {

    private final Projection projection;
    private final StockOuts stockOuts;
    private final ApplicationEventPublisher events;

    Rebuild(Projection projection, StockOuts stockOuts, ApplicationEventPublisher events) {
        this.projection = projection;
        this.stockOuts = stockOuts;
        this.events = events;
    }

    @Override
    public String name() {
        return "demand-rebuild";
    }

    @Override
    public String description() {
        return "Builds the demand tables and the stock-out days anew from the sales and movements.";
    }

    @Override
    public void run(JobRun run) {
        run.progress(0, 2, "Sums all sales");
        long differences = projection.rebuild();
        run.progress(1, 2, "Looks for empty shelves");
        stockOuts.rebuild();
        run.progress(2, 2, differences == 0 ? "Everything was right" : differences + " rows were put right");
        events.publishEvent(DemandChanged.inBulk());
    }
}
