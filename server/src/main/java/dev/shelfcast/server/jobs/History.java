package dev.shelfcast.server.jobs;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets go of runs that ended long ago. */
@Component
class History {

    private final Queue queue;
    private final JobSettings settings;

    History(Queue queue, JobSettings settings) {
        this.queue = queue;
        this.settings = settings;
    }

    @Scheduled(initialDelayString = "PT15M", fixedDelayString = "PT6H")
    void forget() {
        queue.forget(settings.history());
    }
}
