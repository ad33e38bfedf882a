package dev.shelfcast.server.inventory.transfers;

import dev.shelfcast.server.inventory.IncomingGoods;
import dev.shelfcast.server.inventory.StockKey;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Transfers, their lines and the lots on the road, as rows. */
@Component
class TransferRows implements IncomingGoods {

    record Head(
            long id,
            String number,
            long fromStoreId,
            StoreCode from,
            long toStoreId,
            StoreCode to,
            TransferStatus status,
            @Nullable Instant shippedAt,
            int version) {}

    record Line(
            int line,
            long productId,
            BigDecimal requested,
            BigDecimal shipped,
            BigDecimal received,
            BigDecimal damaged,
            BigDecimal lost) {

        BigDecimal open() {
            return shipped.subtract(received).subtract(lost).max(BigDecimal.ZERO);
        }
    }

    /** Goods of one lot on the road; {@code code} is null for goods without one. */
    record Lot(
            int line,
            long lotId,
            @Nullable String code,
            @Nullable LocalDate expiry,
            BigDecimal open) {}

    /** What is written of a new transfer. */
    record Draft(
            long fromStoreId,
            long toStoreId,
            @Nullable Instant expectedAt,
            @Nullable String note,
            List<Long> productIds,
            List<BigDecimal> quantities) {}

    private final JdbcClient jdbc;

    TransferRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(Draft draft, String user) {
        return jdbc.sql("""
                        with t as (
                            insert into inventory.transfer (from_store_id, to_store_id, expected_at, note, requested_by)
                            values (:from, :to, :expected, :note, :user)
                            returning id),
                        lines as (
                            insert into inventory.transfer_line (transfer_id, line, product_id, requested)
                            select t.id, l.line, l.product_id, l.quantity
                              from t, unnest(:products, cast(:quantities as numeric[]))
                                      with ordinality as l (product_id, quantity, line))
                        select id from t
                        """)
                .param("from", draft.fromStoreId())
                .param("to", draft.toStoreId())
                .param("expected", draft.expectedAt() == null ? null : Timestamp.from(draft.expectedAt()))
                .param("note", draft.note())
                .param("user", user)
                .param("products", draft.productIds().toArray(Long[]::new))
                .param("quantities", Decimals.texts(draft.quantities(), quantity -> quantity))
                .query(Long.class)
                .single();
    }

    Head lock(long id) {
        return jdbc.sql("""
                        select t.id, t.number, t.from_store_id, f.code as from_code, t.to_store_id, d.code as to_code,
                               t.status, t.shipped_at, t.version
                          from inventory.transfer t
                          join stores.v_store f on f.id = t.from_store_id
                          join stores.v_store d on d.id = t.to_store_id
                         where t.id = :id
                           for update of t
                        """)
                .param("id", id)
                .query((row, n) -> new Head(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getLong("from_store_id"),
                        StoreCode.of(row.getString("from_code")),
                        row.getLong("to_store_id"),
                        StoreCode.of(row.getString("to_code")),
                        TransferStatus.valueOf(row.getString("status")),
                        instant(row.getTimestamp("shipped_at")),
                        row.getInt("version")))
                .optional()
                .orElseThrow(() -> unknown("T-" + id));
    }

    static NotFound unknown(String id) {
        return new NotFound("UNKNOWN_TRANSFER", "There is no transfer '%s'. Maybe it is like T-17.".formatted(id));
    }

    List<Line> lines(long id) {
        return jdbc.sql("""
                        select line, product_id, requested, shipped, received, damaged, lost
                          from inventory.transfer_line
                         where transfer_id = :id
                         order by line
                        """).param("id", id).query(Line.class).list();
    }

    /** First expired, first out, as they were shipped. */
    List<Lot> lotsOnTheRoad(long id) {
        return jdbc.sql("""
                        select t.line, t.lot_id, l.code, l.expiry, t.shipped - t.settled as open
                          from inventory.transfer_lot t
                          left join inventory.lot l on l.id = t.lot_id
                         where t.transfer_id = :id and t.shipped > t.settled
                         order by t.line, l.expiry nulls last, l.received_at, t.lot_id
                        """).param("id", id).query(Lot.class).list();
    }

    /** Notes what was shipped, lot by lot as the ledger took it. */
    void ship(long id, List<Long> movementIds, List<Long> productIds, Instant at) {
        jdbc.sql("""
                        with moved as (
                            select m.line, m.lot_id, sum(m.quantity) as quantity
                              from inventory.movement m
                             where m.product_id = any(:products) and m.occurred_at = :at and m.id = any(:movements)
                             group by m.line, m.lot_id),
                        lots as (
                            insert into inventory.transfer_lot (transfer_id, line, lot_id, shipped)
                            select :id, line, lot_id, quantity from moved)
                        update inventory.transfer_line l
                           set shipped = s.quantity
                          from (select line, sum(quantity) as quantity from moved group by line) as s
                         where l.transfer_id = :id and l.line = s.line
                        """)
                .param("id", id)
                .param("products", productIds.toArray(Long[]::new))
                .param("movements", movementIds.toArray(Long[]::new))
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Takes goods off the road. */
    void settle(long id, Map<Lot, BigDecimal> taken) {
        List<Map.Entry<Lot, BigDecimal>> entries = List.copyOf(taken.entrySet());
        jdbc.sql("""
                        update inventory.transfer_lot t
                           set settled = t.settled + s.quantity
                          from unnest(:lines, :lots, cast(:quantities as numeric[])) as s (line, lot_id, quantity)
                         where t.transfer_id = :id and t.line = s.line and t.lot_id = s.lot_id
                        """)
                .param("id", id)
                .param(
                        "lines",
                        entries.stream().map(entry -> entry.getKey().line()).toArray(Integer[]::new))
                .param(
                        "lots",
                        entries.stream().map(entry -> entry.getKey().lotId()).toArray(Long[]::new))
                .param("quantities", Decimals.texts(entries, Map.Entry::getValue))
                .update();
    }

    void receive(long id, List<Arrived> arrived) {
        jdbc.sql("""
                        update inventory.transfer_line l
                           set received = l.received + a.good + a.damaged, damaged = l.damaged + a.damaged,
                               lost = l.lost + a.lost
                          from (select line, sum(good) as good, sum(damaged) as damaged, sum(lost) as lost
                                  from unnest(:lines, cast(:good as numeric[]), cast(:damaged as numeric[]),
                                              cast(:lost as numeric[])) as u (line, good, damaged, lost)
                                 group by line) as a
                         where l.transfer_id = :id and l.line = a.line
                        """)
                .param("id", id)
                .param("lines", arrived.stream().map(Arrived::line).toArray(Integer[]::new))
                .param("good", Decimals.texts(arrived, Arrived::good))
                .param("damaged", Decimals.texts(arrived, Arrived::unsaleable))
                .param("lost", Decimals.texts(arrived, Arrived::missing))
                .update();
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    void setStatus(long id, TransferStatus status, String user, Instant at) {
        jdbc.sql("""
                        update inventory.transfer
                           set status = :status, version = version + 1,
                               approved_at = case when :status = 'APPROVED' then now() else approved_at end,
                               approved_by = case when :status = 'APPROVED' then :user else approved_by end,
                               shipped_at = case when :status = 'IN_TRANSIT' then cast(:at as timestamptz)
                                                 else shipped_at end,
                               shipped_by = case when :status = 'IN_TRANSIT' then :user else shipped_by end,
                               closed_at = case when :status in ('RECEIVED', 'CANCELLED')
                                                then cast(:at as timestamptz) end,
                               closed_by = case when :status in ('RECEIVED', 'CANCELLED') then :user end
                         where id = :id
                        """)
                .param("id", id)
                .param("status", status.name())
                .param("user", user)
                .param("at", Timestamp.from(at))
                .update();
    }

    @Override
    public Map<StockKey, BigDecimal> incoming(Set<StockKey> keys) {
        return StockKey.quantities(jdbc.sql("""
                        select store_id, product_id, quantity
                          from inventory.v_in_transit
                         where store_id = any(:stores) and product_id = any(:products) and quantity > 0
                        """), keys);
    }
}
