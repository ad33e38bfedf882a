package dev.shelfcast.server.orders;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.inventory.StockLedger;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The set-based way in for sales of files: from {@code orders.v_sale_intake} to sales, lines and movements. */
@Component
public class SalesIntake {

    /** What a batch became; skipped are rows whose external id was known already. */
    public record Loaded(long sales, long lines, long skipped) {}

    private record Extent(
            long rows, @Nullable LocalDate first, @Nullable LocalDate last) {}

    private final JdbcClient jdbc;
    private final SaleMonths months;
    private final StockLedger ledger;
    private final CurrentUser user;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    SalesIntake(
            JdbcClient jdbc,
            SaleMonths months,
            StockLedger ledger,
            CurrentUser user,
            AuditLog audit,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.months = months;
        this.ledger = ledger;
        this.user = user;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Loads the batch in the caller's transaction and empties its intake rows. One sale per store, business day and
     * external id; rows without an external id share the sale of their store and day.
     */
    @Transactional
    public Loaded load(long batchId, String source, String channel) {
        Extent extent = extent(batchId);
        if (extent.first() == null || extent.last() == null) {
            return new Loaded(0, 0, 0);
        }
        months.create(extent.first(), extent.last());
        // Without figures of what was just written, the planner joins a million rows by nested loops.
        jdbc.sql("analyze orders.sale_intake").update();
        int sales = createSales(batchId, source, channel);
        jdbc.sql("analyze orders.sale").update();
        int lines = createLines(batchId);
        createMovements(batchId);
        jdbc.sql("select orders.clear_sale_intake(:batch)")
                .param("batch", batchId)
                .query((row, number) -> number)
                .list();
        ledger.postIntake(batchId);
        events.publishEvent(new SalesLoaded(batchId));
        return new Loaded(sales, lines, extent.rows() - lines);
    }

    /** Takes all lines of the batch back, with their movements; what was taken back already stays so. */
    @Transactional
    public Loaded undo(long batchId) {
        int sales = jdbc.sql("""
                        update orders.sale
                           set status = 'CANCELLED'
                         where batch_id = :batch and status <> 'CANCELLED'
                        """).param("batch", batchId).update();
        if (sales == 0) {
            return new Loaded(0, 0, 0);
        }
        int lines = voidLines(batchId);
        ledger.postIntake(batchId);
        audit.record("sales.undo", "batch", Long.toString(batchId), null, Map.of("sales", sales, "lines", lines));
        events.publishEvent(new SalesLoaded(batchId));
        return new Loaded(sales, lines, 0);
    }

    private Extent extent(long batchId) {
        return jdbc.sql("""
                        select count(*) as rows, min(business_day) as first, max(business_day) as last
                          from orders.sale_intake
                         where batch_id = :batch
                        """).param("batch", batchId).query(Extent.class).single();
    }

    private int createSales(long batchId, String source, String channel) {
        return jdbc.sql("""
                        insert into orders.sale (source, external_id, store_id, channel, pincode, occurred_at,
                                                 business_day, recorded_by, batch_id, units, total)
                        select :source, external_id, store_id, :channel,
                               case when min(pincode) = max(pincode) then min(pincode) end, min(occurred_at),
                               business_day, :user, :batch, sum(quantity), sum(quantity * unit_price - discount)
                          from orders.sale_intake
                         where batch_id = :batch
                         group by store_id, business_day, external_id
                         order by business_day, store_id
                        on conflict (source, external_id) do nothing
                        """)
                .param("source", source)
                .param("channel", channel)
                .param("user", user.name())
                .param("batch", batchId)
                .update();
    }

    /** In the order in which the batch was handed over: a caller that sorts it by product and time helps the ledger. */
    private int createLines(long batchId) {
        return jdbc.sql("""
                        insert into orders.sale_line
                               (sale_id, line, kind, store_id, product_id, pincode, quantity, unit_price, discount,
                                revenue, unit_cost, occurred_at, business_day, batch_id)
                        select s.id, i.line, case when i.quantity > 0 then 'SALE' else 'RETURN' end,
                               i.store_id, i.product_id, i.pincode, abs(i.quantity), i.unit_price, i.discount,
                               abs(i.quantity) * i.unit_price - i.discount, i.unit_cost, i.occurred_at,
                               i.business_day, i.batch_id
                          from orders.sale_intake i
                          join orders.sale s
                            on s.batch_id = i.batch_id and s.store_id = i.store_id
                           and s.business_day = i.business_day and s.external_key = coalesce(i.external_id, '')
                         where i.batch_id = :batch
                        """).param("batch", batchId).update();
    }

    /** From the intake again: a second join costs a fraction of what handing on the inserted lines does. */
    private void createMovements(long batchId) {
        jdbc.sql("""
                        insert into inventory.v_movement_intake
                               (batch_id, kind, product_id, from_location, to_location, quantity, occurred_at, source,
                                external_id, line)
                        select :batch, case when i.quantity > 0 then 'SALE' else 'CUSTOMER_RETURN' end, i.product_id,
                               case when i.quantity > 0 then i.store_id else -2 end,
                               case when i.quantity > 0 then -2 else i.store_id end, abs(i.quantity), i.occurred_at,
                               'SALE', s.number, i.line
                          from orders.sale_intake i
                          join (select store_id, business_day, external_key, batch_id, 'S-' || id as number
                                  from orders.sale
                                 where batch_id = :batch
                                offset 0) s
                            on s.batch_id = i.batch_id and s.store_id = i.store_id
                           and s.business_day = i.business_day and s.external_key = coalesce(i.external_id, '')
                         where i.batch_id = :batch
                        """).param("batch", batchId).update();
    }

    private int voidLines(long batchId) {
        return jdbc.sql("""
                        with lines as (
                            insert into orders.sale_line
                                   (sale_id, line, kind, store_id, product_id, pincode, quantity, unit_price, discount,
                                    revenue, unit_cost, occurred_at, business_day, batch_id)
                            select sale_id, line, case kind when 'SALE' then 'VOID' else 'VOID_RETURN' end, store_id,
                                   product_id, pincode, quantity, unit_price, discount, revenue, unit_cost, occurred_at,
                                   business_day, batch_id
                              from orders.sale_line
                             where batch_id = :batch and kind in ('SALE', 'RETURN')
                               and business_day >= (select min(business_day) from orders.sale where batch_id = :batch)
                               and business_day <= (select max(business_day) from orders.sale where batch_id = :batch)
                            returning sale_id, line, kind, store_id, product_id, quantity, occurred_at)
                        insert into inventory.v_movement_intake
                               (batch_id, kind, product_id, from_location, to_location, quantity, occurred_at, reason,
                                source, external_id, line)
                        select :batch, 'REVERSAL', product_id,
                               case kind when 'VOID' then -2 else store_id end,
                               case kind when 'VOID' then store_id else -2 end, quantity, occurred_at,
                               'the import was undone', 'SALE', 'S-' || sale_id, line
                          from lines
                        """).param("batch", batchId).update();
    }
}
