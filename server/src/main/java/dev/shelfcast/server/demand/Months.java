package dev.shelfcast.server.demand;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.ContextRestartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sees to it that the month partitions exist before they are written. */
@Component
class Months {

    private final JdbcClient jdbc;
    private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

    Months(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An hour's partition goes by UTC, which at the ends of a month is not the day's: one day more on both sides. */
    void ensure(LocalDate from, LocalDate to) {
        LocalDate first = from.minusDays(1);
        LocalDate last = to.plusDays(1);
        boolean all = true;
        for (YearMonth month = YearMonth.from(first);
                !month.isAfter(YearMonth.from(last));
                month = month.plusMonths(1)) {
            all &= known.contains(month);
        }
        if (all) {
            return;
        }
        jdbc.sql("select demand.ensure_months(:from, :to)")
                .param("from", first)
                .param("to", last)
                .query((row, number) -> "")
                .list();
        for (YearMonth month = YearMonth.from(first);
                !month.isAfter(YearMonth.from(last));
                month = month.plusMonths(1)) {
            known.add(month);
        }
    }

    /** A transaction that was rolled back takes its partitions along. */
    @EventListener(ContextRestartedEvent.class)
    void forget() {
        known.clear();
    }
}
