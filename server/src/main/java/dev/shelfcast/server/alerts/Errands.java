package dev.shelfcast.server.alerts;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The one thread that writes alerts, one after the other, so that neither a till nor a job waits for an alert or fails
 * with it. What is lost in a crash is seen again: stock by the hourly look, the rest by the next run of the job.
 */
@Component
class Errands implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

    private volatile @Nullable ScheduledExecutorService runner;

    /** False when nothing is done any more, or not yet. */
    boolean soon(Runnable errand) {
        return in(Duration.ZERO, errand);
    }

    boolean in(Duration time, Runnable errand) {
        ScheduledExecutorService running = runner;
        if (running == null) {
            return false;
        }
        try {
            running.schedule(() -> run(errand), time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException stopped) {
            return false;
        }
    }

    private static void run(Runnable errand) {
        try {
            errand.run();
        } catch (RuntimeException e) {
            LOG.warn("An alert could not be written; it is when its cause is seen again.", e);
        }
    }

    @Override
    public void start() {
        runner = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "alerts");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void stop() {
        ScheduledExecutorService closing = runner;
        runner = null;
        if (closing == null) {
            return;
        }
        closing.shutdown();
        try {
            if (!closing.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("An alert was still being written at the stop.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return runner != null;
    }
}
