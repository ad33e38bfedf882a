package dev.shelfcast.server.analytics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextRestartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the stock is worth at the products' present cost; a negative balance counts as nothing. It is a sum over every
 * balance, which no index shortens: a chain of a million is added up in the background and shown as it was seconds ago,
 * a smaller one at each look.
 */
@Component
class StockValue {

    private static final Duration QUICK = Duration.ofMillis(100);
    /** Adding up takes a fiftieth of one processor at most, however many look. */
    private static final int REST = 50;

    private record Sum(BigDecimal value, long since, long nanoseconds, AtomicBoolean renewing) {

        boolean quick() {
            return nanoseconds < QUICK.toNanos();
        }

        boolean old() {
            return System.nanoTime() - since > REST * nanoseconds;
        }
    }

    private final Cache<List<String>, Sum> sums = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();
    private final JdbcClient jdbc;

    StockValue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of these stores, or of all. */
    BigDecimal of(String @Nullable [] codes) {
        List<String> key = codes == null ? List.of("all") : List.of(codes);
        Sum known = sums.getIfPresent(key);
        if (known == null || known.quick()) {
            return renewed(key, codes);
        }
        if (known.old() && known.renewing().compareAndSet(false, true)) {
            ForkJoinPool.commonPool().execute(() -> {
                try {
                    renewed(key, codes);
                } finally {
                    known.renewing().set(false);
                }
            });
        }
        return known.value();
    }

    private BigDecimal renewed(List<String> key, String @Nullable [] codes) {
        long begin = System.nanoTime();
        BigDecimal value =
                jdbc.sql("""
                        select coalesce(round(sum(greatest(l.on_hand, 0) * p.unit_cost), 2), 0)
                          from inventory.v_level l
                          join catalog.v_product p on p.id = l.product_id
                          join stores.v_store s on s.id = l.store_id
                         where cast(:codes as text[]) is null or s.code = any(cast(:codes as text[]))
                        """).param("codes", codes).query(BigDecimal.class).single();
        long end = System.nanoTime();
        sums.put(key, new Sum(value, end, end - begin, new AtomicBoolean()));
        return value;
    }

    /** A context that starts again may have another database before it. */
    @EventListener(ContextRestartedEvent.class)
    void forget() {
        sums.invalidateAll();
    }
}
