package dev.shelfcast.server.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The one thread that tells news, and its rhythm: a kind of news waits until 100 ms after the last of its kind. */
@Component
class Pulse implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final long BETWEEN_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Map<String, Long> last = new ConcurrentHashMap<>();
    private volatile @Nullable ScheduledExecutorService teller;

    /** Runs the telling at once, or when the time for this kind has come; false when nothing is told any more. */
    boolean beat(String kind, Runnable telling) {
        ScheduledExecutorService running = teller;
        if (running == null) {
            return false;
        }
        long now = System.nanoTime();
        long due = last.getOrDefault(kind, now - BETWEEN_NANOSECONDS) + BETWEEN_NANOSECONDS;
        last.put(kind, Math.max(now, due));
        try {
            running.schedule(() -> tell(telling), Math.max(0, due - now), TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException stopped) {
            return false;
        }
    }

    /** Runs the telling at once. */
    void now(Runnable telling) {
        ScheduledExecutorService running = teller;
        if (running != null) {
            running.execute(() -> tell(telling));
        }
    }

    private static void tell(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.warn("A live message could not be sent; open pages will ask in their own time.", e);
        }
    }

    @Override
    public void start() {
        teller = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "live-news");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void stop() {
        ScheduledExecutorService closing = teller;
        teller = null;
        if (closing != null) {
            // What has its time to come is told before: whoever asked for it waits for that before asking again.
            closing.shutdown();
            try {
                if (!closing.awaitTermination(10, TimeUnit.SECONDS)) {
                    LOG.warn("A live message was still being sent at the stop.");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return teller != null;
    }
}
