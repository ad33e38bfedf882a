package dev.shelfcast.server.demo;

import dev.shelfcast.server.jobs.Jobs;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Loads the demo chain when the command line says {@code --demo} and it is not there yet. */
@Component
class DemoAtStart {

    private static final Logger LOG = LoggerFactory.getLogger(DemoAtStart.class);

    private final ApplicationArguments arguments;
    private final DemoState state;
    private final Jobs jobs;

    DemoAtStart(ApplicationArguments arguments, DemoState state, Jobs jobs) {
        this.arguments = arguments;
        this.state = state;
        this.jobs = jobs;
    }

    @EventListener(ApplicationReadyEvent.class)
    void loadIfAsked() {
        if (!arguments.containsOption("demo") || state.loaded().isPresent()) {
            return;
        }
        if (state.hasOwnSales()) {
            LOG.warn("--demo does nothing here: there are sales of your own. Set SHELFCAST_HOME to a new folder.");
            return;
        }
        jobs.request(DemoJob.NAME, Map.of(Jobs.KEY, DemoJob.NAME));
        LOG.info("The demo chain is being loaded; the pages fill in about a minute.");
    }
}
