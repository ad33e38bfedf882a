package dev.shelfcast.server.alerts;

import dev.shelfcast.server.inventory.SoldBeyondStock;
import dev.shelfcast.server.inventory.StockKey;
import dev.shelfcast.server.inventory.StockMoved;
import dev.shelfcast.server.inventory.StockMovedInBulk;
import dev.shelfcast.server.jobs.Jobs;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.ContextRestartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Raises an alert when a till has sold what the books did not have, and resolves it when the product is no longer below
 * zero. A sale costs it a look into a set in memory: it asks the database only of what the ledger has said to be short,
 * and of what has an alert already.
 */
@Component
class StockWatch {

    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final NegativeStock stock;
    private final AlertBook book;
    private final Jobs jobs;
    private final Errands errands;
    private final JdbcClient jdbc;

    private final Set<StockKey> waiting = new LinkedHashSet<>();
    private volatile Set<StockKey> told = Set.of();
    private boolean due;

    StockWatch(NegativeStock stock, AlertBook book, Jobs jobs, Errands errands, JdbcClient jdbc) {
        this.stock = stock;
        this.book = book;
        this.jobs = jobs;
        this.errands = errands;
        this.jdbc = jdbc;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(SoldBeyondStock sold) {
        add(sold.keys());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(StockMoved moved) {
        Set<StockKey> open = told;
        if (!open.isEmpty()) {
            add(moved.keys().stream().filter(open::contains).toList());
        }
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(StockMovedInBulk moved) {
        errands.soon(() -> jobs.request(NegativeStockJob.NAME, Map.of(Jobs.KEY, "chain")));
    }

    private void add(Collection<StockKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        synchronized (waiting) {
            waiting.addAll(keys);
            due = due || errands.soon(this::look);
        }
    }

    private void look() {
        List<StockKey> keys;
        synchronized (waiting) {
            keys = List.copyOf(waiting);
            waiting.clear();
            // What comes in the meantime is looked at together: a busy product is asked for once a second.
            due = !keys.isEmpty() && errands.in(BETWEEN, this::look);
        }
        if (!keys.isEmpty()) {
            check(keys);
        }
    }

    /** A context that starts again may have another database before it. */
    @EventListener(ContextRestartedEvent.class)
    void forget() {
        synchronized (waiting) {
            waiting.clear();
            due = false;
        }
        told = Set.of();
    }

    private synchronized void check(List<StockKey> keys) {
        Set<Long> wholeStores = stock.wholeStores();
        List<Cause> below = new ArrayList<>();
        List<String> over = new ArrayList<>();
        for (NegativeStock.Level level : stock.levels(keys)) {
            if (level.onHand().compareTo(BigDecimal.ZERO) >= 0) {
                over.add(NegativeStock.subject(level.key()));
            } else if (!wholeStores.contains(level.storeId())) {
                below.add(NegativeStock.cause(level));
            }
        }
        book.raise(AlertKind.NEGATIVE_STOCK, below);
        book.settle(AlertKind.NEGATIVE_STOCK, over);
        remember();
    }

    /** Looks at all stock; what is told of as single products or as whole stores is put right. */
    synchronized int lookAtAll() {
        List<Cause> causes = stock.causes();
        book.settleOthers(AlertKind.NEGATIVE_STOCK, causes);
        remember();
        return causes.size();
    }

    /** Other instances raise alerts too, and people resolve them. */
    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT1M")
    void refresh() {
        errands.soon(this::remember);
    }

    private void remember() {
        told = new HashSet<>(jdbc.sql("""
                        select store_id, product_id
                          from alerts.alert
                         where kind = 'NEGATIVE_STOCK' and status <> 'RESOLVED' and product_id is not null
                        """).query(StockKey.class).list());
    }
}
