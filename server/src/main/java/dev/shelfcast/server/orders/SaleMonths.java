package dev.shelfcast.server.orders;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextRestartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Sees to it that the month partitions of the sale lines exist, asking the database once per month and process. */
@Component
class SaleMonths {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    SaleMonths(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void ensure(LocalDate day) {
        YearMonth month = YearMonth.from(day);
        if (known.contains(month)) {
            return;
        }
        create(day, day);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            known.add(month);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.add(month);
            }
        });
    }

    void create(LocalDate from, LocalDate to) {
        jdbc.sql("select orders.ensure_months(:from, :to)")
                .param("from", from)
                .param("to", to)
                .query((row, number) -> number)
                .list();
    }

    /** Months are made ahead, so that no till waits for another transaction that makes one. */
    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(cron = "0 18 2 * * *")
    void ensureComing() {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        create(today.minusDays(1), today.plusMonths(2));
    }

    /** Another database may be behind the context when it is started again. */
    @EventListener(ContextRestartedEvent.class)
    void forget() {
        known.clear();
    }
}
