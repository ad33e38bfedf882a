package dev.shelfcast.server.demand;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Tells of changes outside the follower's thread; what happens while listeners are busy is told as one. */
@Component
class News implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(News.class);

    private final ApplicationEventPublisher events;
    private @Nullable ExecutorService teller;
    private @Nullable DemandChanged untold;

    News(ApplicationEventPublisher events) {
        this.events = events;
    }

    synchronized void tell(DemandChanged changed) {
        DemandChanged waiting = untold;
        if (waiting != null) {
            untold = waiting.plus(changed);
        } else {
            untold = changed;
            if (teller != null) {
                teller.execute(this::publish);
            }
        }
    }

    private void publish() {
        DemandChanged changed = taken();
        if (changed != null) {
            try {
                events.publishEvent(changed);
            } catch (RuntimeException e) {
                LOG.warn("A listener of demand failed.", e);
            }
        }
    }

    private synchronized @Nullable DemandChanged taken() {
        DemandChanged changed = untold;
        untold = null;
        return changed;
    }

    @Override
    public synchronized void start() {
        teller = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "demand-news");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void stop() {
        ExecutorService closing;
        synchronized (this) {
            closing = teller;
            teller = null;
        }
        if (closing != null) {
            closing.shutdown();
            try {
                if (!closing.awaitTermination(30, TimeUnit.SECONDS)) {
                    closing.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return teller != null;
    }

    /** Started before the follower and stopped after it. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
