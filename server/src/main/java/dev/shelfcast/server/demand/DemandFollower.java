package dev.shelfcast.server.demand;

import dev.shelfcast.server.orders.SaleRecorded;
import dev.shelfcast.server.orders.SalesLoaded;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Follows the sales: woken by those of this process, polling for those of others. */
@Component
class DemandFollower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DemandFollower.class);
    private static final long POLL_MILLISECONDS = 1_000;
    private static final long PAUSE_AFTER_FAILURE_MILLISECONDS = 2_000;

    /**
     * A step costs about the same for one sale and for fifty, so tills that never rest are read a few at a time: after
     * a step it rests four times as long as the step took, within these bounds. The first sale after a rest waits for
     * nothing.
     */
    private static final int RESTS = 4;

    private static final long SHORTEST_REST_MILLISECONDS = 10;
    private static final long LONGEST_REST_MILLISECONDS = 30;

    private final Projection projection;
    private final DemandNews news;
    private final Semaphore rung = new Semaphore(0);
    private volatile @Nullable Thread thread;

    DemandFollower(Projection projection, DemandNews news) {
        this.projection = projection;
        this.news = news;
    }

    /** Cheap; wakes that come together count as one. */
    void wake() {
        rung.release();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(SaleRecorded sale) {
        wake();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(SalesLoaded sales) {
        wake();
    }

    @Override
    public void start() {
        Thread follower = new Thread(this::follow, "demand-follower");
        follower.setDaemon(true);
        thread = follower;
        follower.start();
    }

    @Override
    public void stop() {
        Thread follower = thread;
        thread = null;
        if (follower != null) {
            wake();
            try {
                follower.join(TimeUnit.SECONDS.toMillis(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void follow() {
        while (Thread.currentThread() == thread) {
            try {
                boolean woken = rung.tryAcquire(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
                rung.drainPermits();
                if (Thread.currentThread() == thread && (woken || projection.behind())) {
                    long begun = System.nanoTime();
                    catchUp();
                    rest(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("The demand could not follow the sales; it tries again.", e);
                pause();
            }
        }
    }

    /** A bulk is read in parts; what was sold during a step has rung again. */
    private void catchUp() {
        Optional<DemandChanged> changed;
        do {
            changed = projection.step();
            changed.ifPresent(news::tell);
        } while (changed.filter(DemandChanged::bulk).isPresent() && Thread.currentThread() == thread);
    }

    private static void rest(long worked) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(
                Math.max(SHORTEST_REST_MILLISECONDS, Math.min(LONGEST_REST_MILLISECONDS, RESTS * worked)));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_FAILURE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
