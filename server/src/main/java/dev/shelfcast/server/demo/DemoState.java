package dev.shelfcast.server.demo;

import dev.shelfcast.server.identity.ChainCurrency;
import dev.shelfcast.server.shared.Conflict;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether the demo chain is loaded, and whether it may be. */
@Component
class DemoState implements ChainCurrency {

    /** The source under which the demo's sales and movements are kept. */
    static final String SOURCE = "DEMO";

    private final JdbcClient jdbc;

    DemoState(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Load(
            long seed, OffsetDateTime loadedAt, LocalDate firstDay, LocalDate lastDay, long sales, long saleLines) {}

    Optional<Load> loaded() {
        return jdbc.sql("select seed, loaded_at, first_day, last_day, sales, sale_lines from demo.load")
                .query(Load.class)
                .optional();
    }

    /** The demo chain is in Mumbai. */
    @Override
    public Optional<Currency> find() {
        return loaded().map(load -> Currency.getInstance("INR"));
    }

    boolean hasOwnSales() {
        return jdbc.sql("select exists (select from orders.v_sale where source <> :demo)")
                .param("demo", SOURCE)
                .query(Boolean.class)
                .single();
    }

    /** The demo's figures must not mix with real ones. */
    void refuseOwnSales() {
        if (hasOwnSales()) {
            throw new Conflict(
                    "INSTALLATION_IN_USE",
                    "There are sales of your own here, and the demo chain would mix with them. "
                            + "Maybe start another installation: SHELFCAST_HOME set to a new folder, with --demo.");
        }
    }
}
