package dev.shelfcast.server.demo;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.inventory.StockLedger;
import dev.shelfcast.server.jobs.JobRun;
import dev.shelfcast.server.orders.SalesIntake;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets the demo chain live and hands over what happened, in one transaction: it is there as a whole or not at all. */
@Component
class DemoLoad {

    /** Imports have positive numbers; the demo's rows are told apart by these. */
    private static final long GOODS_BATCH = -2;

    private static final long SALES_BATCH = -1;
    private static final String CHANNEL = "APP";

    /** Steps after the simulated days, for the progress bar. */
    private static final int LAST_STEPS = 40;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final DemoState state;
    private final DemoTables tables;
    private final Handover handover;

    DemoLoad(JdbcClient jdbc, Clock clock, DemoState state, DemoTables tables, Handover handover) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.state = state;
        this.tables = tables;
        this.handover = handover;
    }

    /** What takes the rows over. */
    @Component
    record Handover(StockLedger ledger, SalesIntake sales, DemoPurchases purchases, AuditLog audit) {}

    @Transactional
    public void load(long seed, JobRun run) {
        // Only one at a time, also across several servers.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('demo.load'))")
                .query((row, number) -> number)
                .list();
        if (state.loaded().isPresent()) {
            run.progress(1, 1, "The demo chain is here already.");
            return;
        }
        state.refuseOwnSales();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        City city = City.mumbai();
        ChainSimulation chain = new ChainSimulation(city, seed, now);
        long total = ChainSimulation.DAYS + LAST_STEPS;
        run.progress(0, total, "Stores, products and suppliers");
        DemoTables.Ids ids = tables.create(city, chain.first());
        tables.liveThrough(chain, ids, day -> {
            if (run.cancelled()) {
                throw new IllegalStateException("the load was cancelled; nothing of it stays");
            }
            run.progress(ChronoUnit.DAYS.between(chain.first(), day), total, "Orders of " + day);
        });
        run.progress(ChainSimulation.DAYS, total, "Stock and its movements");
        DemoPurchases.Planned planned = DemoPurchases.plan(city, chain, now);
        tables.stageGoods(city, chain, ids, planned);
        handGoodsOver();
        run.progress(ChainSimulation.DAYS + 10, total, "Sales");
        SalesIntake.Loaded loaded = handSalesOver();
        run.progress(ChainSimulation.DAYS + 35, total, "Purchase orders");
        handover.purchases().create(planned, ids);
        record(seed, now, chain, loaded);
        run.progress(total, total, "%d orders with %d lines".formatted(loaded.sales(), loaded.lines()));
    }

    private void handGoodsOver() {
        jdbc.sql("""
                        insert into inventory.v_movement_intake
                               (batch_id, kind, product_id, from_location, to_location, quantity, occurred_at, reason,
                                source, external_id, line, lot_code, expiry)
                        select :batch, kind, product_id, from_location, to_location, quantity, occurred_at, reason,
                               :source, external_id, line, lot_code, expiry
                          from demo.staged_movement
                        """)
                .param("batch", GOODS_BATCH)
                .param("source", DemoState.SOURCE)
                .update();
        jdbc.sql("truncate demo.staged_movement").update();
        handover.ledger().postIntake(GOODS_BATCH);
    }

    private SalesIntake.Loaded handSalesOver() {
        jdbc.sql("""
                        insert into orders.v_sale_intake
                               (batch_id, store_id, product_id, pincode, occurred_at, business_day, quantity,
                                unit_price, discount, unit_cost, external_id)
                        select :batch, store_id, product_id, pincode, occurred_at, business_day, quantity,
                               unit_price, discount, unit_cost, external_id
                          from demo.staged_sale
                        """).param("batch", SALES_BATCH).update();
        jdbc.sql("truncate demo.staged_sale").update();
        return handover.sales().load(SALES_BATCH, DemoState.SOURCE, CHANNEL);
    }

    private void record(long seed, Instant now, ChainSimulation chain, SalesIntake.Loaded loaded) {
        jdbc.sql("""
                        insert into demo.load (seed, made_for, first_day, last_day, sales, sale_lines)
                        values (:seed, :now, :first, :last, :sales, :lines)
                        """)
                .param("seed", seed)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("first", chain.first())
                .param("last", chain.first().plusDays(ChainSimulation.DAYS - 1L))
                .param("sales", loaded.sales())
                .param("lines", loaded.lines())
                .update();
        handover.audit().record("DEMO_LOADED", "DEMO", "seed " + seed, null, loaded);
    }
}
