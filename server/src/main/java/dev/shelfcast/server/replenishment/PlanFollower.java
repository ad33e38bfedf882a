package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.forecasting.ForecastPublished;
import dev.shelfcast.server.inventory.StockMoved;
import dev.shelfcast.server.inventory.StockMovedInBulk;
import dev.shelfcast.server.jobs.Jobs;
import dev.shelfcast.server.orders.PurchaseOrderChanged;
import dev.shelfcast.server.replenishment.Situations.Pair;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Keeps the list up to date as things happen: collects what moved and checks it within milliseconds on a thread of its own, so
 * that a till never waits for the planner. What is lost in a crash is found by the hourly check.
 */
@Component
class PlanFollower {

    private static final Logger LOG = LoggerFactory.getLogger(PlanFollower.class);
    private static final int MOST_AT_ONCE = 1_000;

    private final ReplenishmentCheck check;
    private final Jobs jobs;
    private final Set<Pair> waiting = new LinkedHashSet<>();
    private final Thread worker = new Thread(this::follow, "plan-follower");
    private volatile boolean stopped;

    PlanFollower(ReplenishmentCheck check, Jobs jobs) {
        this.check = check;
        this.jobs = jobs;
        worker.setDaemon(true);
        worker.start();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(StockMoved moved) {
        add(moved.keys().stream()
                .map(key -> new Pair(key.storeId(), key.productId()))
                .toList());
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

    @EventListener
    void on(ForecastPublished published) {
        checkAll();
    }

    private void checkAll() {
        jobs.request(ReplenishmentJob.NAME, Map.of(Jobs.KEY, "chain"));
    }

    private void add(List<Pair> pairs) {
        synchronized (waiting) {
            waiting.addAll(pairs);
            waiting.notifyAll();
        }
    }

    private void follow() {
        while (!stopped) {
            try {
                List<Pair> pairs = take();
                if (!pairs.isEmpty()) {
                    check.check(pairs);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!stopped) {
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
            List<Pair> taken = new ArrayList<>(
                    waiting.stream().limit(MOST_AT_ONCE).toList());
            taken.forEach(waiting::remove);
            return taken;
        }
    }

    @PreDestroy
    void stop() {
        stopped = true;
        worker.interrupt();
    }
}
