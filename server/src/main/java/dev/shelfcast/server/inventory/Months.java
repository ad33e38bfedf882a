package dev.shelfcast.server.inventory;

import java.time.Clock;
import java.time.Instant;
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

/** Sees to it that the month partitions of the ledger exist, asking the database once per month and process. */
@Component
class Months {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    Months(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void ensure(Instant first, Instant last) {
        LocalDate from = first.atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate to = last.atZone(ZoneOffset.UTC).toLocalDate();
        if (known.contains(YearMonth.from(from)) && YearMonth.from(from).equals(YearMonth.from(to))) {
            return;
        }
        jdbc.sql("select inventory.ensure_months('inventory.movement', :from, :to)")
                .param("from", from)
                .param("to", to)
                .query((row, number) -> number)
                .list();
        afterCommit(() -> {
            for (YearMonth month = YearMonth.from(from);
                    !month.isAfter(YearMonth.from(to));
                    month = month.plusMonths(1)) {
                known.add(month);
            }
        });
    }

    /** Months are made ahead, so that no till waits for another transaction that makes one. */
    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(cron = "0 17 2 * * *")
    void ensureComing() {
        Instant now = clock.instant();
        ensure(now, now.atZone(ZoneOffset.UTC).plusMonths(2).toInstant());
    }

    /** Another database may be behind the context when it is started again. */
    @EventListener(ContextRestartedEvent.class)
    void forget() {
        known.clear();
    }

    private static void afterCommit(Runnable action) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            action.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
