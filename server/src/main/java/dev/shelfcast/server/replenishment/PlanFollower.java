package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.forecasting.ForecastAdjusted;
import dev.shelfcast.server.forecasting.ForecastPublished;
import dev.shelfcast.server.inventory.IncomingChanged;
import dev.shelfcast.server.inventory.StockKey;
import dev.shelfcast.server.inventory.StockMoved;
import dev.shelfcast.server.inventory.StockMovedInBulk;
import dev.shelfcast.server.jobs.Jobs;
import dev.shelfcast.server.orders.PurchaseOrderChanged;
import dev.shelfcast.server.replenishment.Situations.Pair;
import dev.shelfcast.server.stores.StoreChanged;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Keeps the list up to date as things happen: collects what moved and checks it within milliseconds on a thread of
 * its own, so that a till never waits for the planner. What is lost in a crash is found by the hourly check.
 */
@Component
class PlanFollower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PlanFollower.class);
    private static final int MOST_AT_ONCE = 1_000;

    /** Between two checks: one check of what a hundred tills sold costs little more than that of one sale. */
    private static final long PACE_MILLISECONDS = 100;

    private final ReplenishmentCheck check;
    private final Jobs jobs;
    private final Set<Pair> waiting = new LinkedHashSet<>();
    private volatile @Nullable Thread worker;

    PlanFollower(ReplenishmentCheck check, Jobs jobs) {
        this.check = check;
        this.jobs = jobs;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(StockMoved moved) {
        addKeys(moved.keys());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(IncomingChanged changed) {
        addKeys(changed.keys());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(PurchaseOrderChanged changed) {
        add(changed.productIds().stream()
                .map(product -> new Pair(changed.storeId(), product))
                .toList());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(StockMovedInBulk moved) {
        checkAll();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ForecastAdjusted adjusted) {
        add(adjusted.series().stream()
                .map(series -> new Pair(series.storeId(), series.productId()))
                .toList());
    }

    /** A route may be new, or a store inactive. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(StoreChanged changed) {
        checkAll();
    }

    @EventListener
    void on(ForecastPublished published) {
        checkAll();
    }

    private void checkAll() {
        jobs.request(ReplenishmentJob.NAME, Map.of(Jobs.KEY, "chain"));
    }

    private void addKeys(Set<StockKey> keys) {
        add(keys.stream().map(key -> new Pair(key.storeId(), key.productId())).toList());
    }

    private void add(List<Pair> pairs) {
        synchronized (waiting) {
            waiting.addAll(pairs);
            waiting.notifyAll();
        }
    }

    private void follow() {
        while (isWanted()) {
            try {
                check.check(take());
                TimeUnit.MILLISECONDS.sleep(PACE_MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (isWanted()) {
                    LOG.warn("The restock check of what moved failed; the hourly check will make up for it.", e);
                }
            }
        }
    }

    private List<Pair> take() throws InterruptedException {
        synchronized (waiting) {
            while (waiting.isEmpty()) {
                waiting.wait();
            }
            List<Pair> taken = waiting.stream().limit(MOST_AT_ONCE).toList();
            taken.forEach(waiting::remove);
            return taken;
        }
    }

    private boolean isWanted() {
        return Thread.currentThread() == worker;
    }

    @Override
    public void start() {
        synchronized (waiting) {
            waiting.clear();
        }
        Thread thread = new Thread(this::follow, "plan-follower");
        thread.setDaemon(true);
        worker = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread thread = worker;
        worker = null;
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }
}
