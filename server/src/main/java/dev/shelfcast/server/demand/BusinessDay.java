package dev.shelfcast.server.demand;

import dev.shelfcast.server.stores.Stores;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The day on which pages and forecasts stand. */
@Component
public class BusinessDay {

    /** A shop that was closed over a long weekend is still in business today. */
    private static final int LIVE_DAYS = 3;

    private final JdbcClient jdbc;
    private final Stores stores;
    private final Clock clock;

    BusinessDay(JdbcClient jdbc, Stores stores, Clock clock) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.clock = clock;
    }

    /** Today in the chain's time zone; the last day with sales where a history that ends earlier was loaded. */
    public LocalDate asOf() {
        LocalDate today = today();
        Optional<LocalDate> lastSale = jdbc.sql(
                        "select max(day) from demand.zone_total where day <= :today and lines > 0")
                .param("today", today)
                .query(LocalDate.class)
                .optional();
        return lastSale.filter(day -> day.isBefore(today.minusDays(LIVE_DAYS))).orElse(today);
    }

    /** The last day whose sales are all in: yesterday while the chain trades, the last day of a history file. */
    public LocalDate lastCompleteDay() {
        LocalDate asOf = asOf();
        return asOf.equals(today()) ? asOf.minusDays(1) : asOf;
    }

    /** The calendar's day in the chain's time zone. */
    public LocalDate today() {
        return LocalDate.now(clock.withZone(stores.chainZone()));
    }
}
