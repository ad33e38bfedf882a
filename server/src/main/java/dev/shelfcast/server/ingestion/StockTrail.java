package dev.shelfcast.server.ingestion;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Works out, from the stock that a file says was left after each sale, what else must have happened: where the stock
 * was
 * higher than the sale explains goods had come in, where it was lower some were missing. docs/formats tells users.
 *
 * <p>Each store and product is a cell. Its newest count is kept as an anchor: sales that arrive later but happened
 * before it are recorded and matched by a receipt, so that today's stock stays what the newest count said.
 */
@Component
class StockTrail {

    private final JdbcClient jdbc;

    StockTrail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was known of the cells before this file, as far as it matters. */
    void lookUpCells() {
        jdbc.sql("""
                        insert into ingestion.staged_cell (cell, store_id, product_id, anchor_at, newest_count, ledger)
                        select c.cell, ss.store_id, sp.product_id, coalesce(a.counted_at, '-infinity'),
                               case when c.counted_at >= coalesce(a.counted_at, '-infinity') then c.counted_at end,
                               l.on_hand
                          from (select chain >> 31 as cell, min(store) as store, min(product) as product,
                                       max(occurred_at) filter (where stock_after is not null) as counted_at
                                  from ingestion.staged
                                 group by chain >> 31) c
                          join ingestion.staged_store ss using (store)
                          join ingestion.staged_product sp using (product)
                          left join (select store_id, product_id, max(counted_at) as counted_at
                                       from ingestion.stock_anchor
                                      group by store_id, product_id) a using (store_id, product_id)
                          left join inventory.v_level l using (store_id, product_id)
                        """).update();
        jdbc.sql("analyze ingestion.staged_cell").update();
        leaveOutLaterMovements();
    }

    /** What moved after the file's newest count is no part of what the count explains. */
    private void leaveOutLaterMovements() {
        jdbc.sql("""
                        update ingestion.staged_cell c
                           set ledger = c.ledger - later.net
                          from ingestion.staged_cell known
                         cross join lateral (
                               select sum(case when m.to_location = known.store_id then m.quantity
                                               else -m.quantity end) as net
                                 from inventory.v_movement m
                                where m.product_id = known.product_id
                                  and m.occurred_at > known.newest_count
                                  and known.store_id in (m.from_location, m.to_location)) later
                         where c.cell = known.cell and known.ledger is not null and known.newest_count is not null
                           and later.net is not null
                        """).update();
    }

    /** Hands the inventory what the counts show beside the sales: openings, receipts and shortfalls. */
    void inferFromCounts(long batch, String document) {
        jdbc.sql("""
                        insert into inventory.v_movement_intake (batch_id, kind, product_id, from_location, to_location,
                                                                 quantity, occurred_at, reason, source, external_id,
                                                                 line)
                        select :batch,
                               case when opening and surplus > 0 then 'OPENING_BALANCE'
                                    when surplus > 0 then 'RECEIPT'
                                    else 'COUNT_VARIANCE' end,
                               product_id,
                               case when surplus < 0 then store_id when opening then -5 else -1 end,
                               case when surplus < 0 then -4 else store_id end,
                               abs(surplus),
                               case when surplus > 0 then occurred_at - interval '1 millisecond' else occurred_at end,
                               case when surplus < 0 then 'less stock was left than the sales explain'
                                    else 'inferred from the stock after the sale' end,
                               'IMPORT', :document, line
                          from (select store_id, product_id, occurred_at, line,
                                       lag(supply) over w is null and ledger is null as opening,
                                       supply - coalesce(lag(supply) over w, ledger, 0) as surplus
                                  from (select s.chain, s.occurred_at, s.line, s.stock_after, c.store_id, c.product_id,
                                               c.ledger, c.cell,
                                               s.stock_after + sum(s.quantity) over (
                                                   partition by c.cell order by s.chain, s.occurred_at, s.line
                                                   rows unbounded preceding) as supply
                                          from ingestion.staged s
                                          join ingestion.staged_cell c on c.cell = s.chain >> 31
                                         where c.newest_count is not null and s.occurred_at >= c.anchor_at) r
                                 where stock_after is not null
                                window w as (partition by cell order by chain, occurred_at, line)) d
                         where surplus <> 0
                        """).param("batch", batch).param("document", document).update();
    }

    /**
     * Matches sales that change no stock of today: those from before the newest count, and, where asked, those of
     * products whose stock nobody ever told. One movement per cell and day. Their source sets them apart: they mirror
     * sales and say nothing of what stood on the shelf.
     */
    long matchSilentSales(long batch, String document, boolean alsoNeverCounted) {
        return jdbc.sql("""
                        insert into inventory.v_movement_intake (batch_id, kind, product_id, from_location, to_location,
                                                                 quantity, occurred_at, reason, source, external_id)
                        select :batch,
                               case when sold > 0 then 'RECEIPT' else 'COUNT_VARIANCE' end,
                               product_id,
                               case when sold > 0 then -1 else store_id end,
                               case when sold > 0 then store_id else -4 end,
                               abs(sold),
                               case when sold > 0 then first_at - interval '1 millisecond' else last_at end,
                               case when newest_count is null and anchor_at = '-infinity'
                                    then 'stock was never counted: as much came in as was sold'
                                    else 'sold before the newest count, which stays' end,
                               'IMPORT_MATCHED', :document
                          from (select c.store_id, c.product_id, c.anchor_at, c.newest_count, s.day,
                                       sum(s.quantity) as sold, min(s.occurred_at) as first_at,
                                       max(s.occurred_at) as last_at
                                  from ingestion.staged s
                                  join ingestion.staged_cell c on c.cell = s.chain >> 31
                                 where s.occurred_at < c.anchor_at
                                    or :neverCounted and c.newest_count is null and c.anchor_at = '-infinity'
                                       and coalesce(c.ledger, 0) = 0
                                 group by c.store_id, c.product_id, c.anchor_at, c.newest_count, s.day) d
                         where sold <> 0
                        """)
                .param("batch", batch)
                .param("document", document)
                .param("neverCounted", alsoNeverCounted)
                .update();
    }

    /** Whether any cell has sales that today's stock doesn't follow. */
    boolean anySilent() {
        return jdbc.sql("""
                        select exists (select
                                         from ingestion.staged_cell
                                        where anchor_at > '-infinity' or newest_count is null)
                        """).query(Boolean.class).single();
    }

    void dropAnchors(long uploadId) {
        jdbc.sql("delete from ingestion.stock_anchor where upload_id = :upload")
                .param("upload", uploadId)
                .update();
    }

    /** Keeps the file's newest count of each cell. */
    void anchor(long uploadId) {
        jdbc.sql("""
                        insert into ingestion.stock_anchor (store_id, product_id, upload_id, counted_at, stock_after)
                        select distinct on (c.store_id, c.product_id)
                               c.store_id, c.product_id, :upload, s.occurred_at, s.stock_after
                          from ingestion.staged_cell c
                          join ingestion.staged s on s.chain >> 31 = c.cell and s.occurred_at = c.newest_count
                         where s.stock_after is not null
                         order by c.store_id, c.product_id, s.occurred_at desc, s.line desc
                        """).param("upload", uploadId).update();
    }
}
