package dev.shelfcast.server.jobs;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells what happens to runs, and wakes the worker of this process; its poll finds what others queued. */
@Component
class News {

    private final ApplicationEventPublisher events;
    private final Semaphore bell = new Semaphore(0);

    News(ApplicationEventPublisher events) {
        this.events = events;
    }

    void tell(String job, String status, Queue.Progress at) {
        events.publishEvent(new JobProgressed(at.id(), job, status, at.done(), at.total(), at.message()));
    }

    void ring() {
        bell.release();
    }

    /** Returns when rung or after the time; rings that came together count as one. */
    void await(long milliseconds) throws InterruptedException {
        if (bell.tryAcquire(milliseconds, TimeUnit.MILLISECONDS)) {
            bell.drainPermits();
        }
    }
}
