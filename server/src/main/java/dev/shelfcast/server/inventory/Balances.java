package dev.shelfcast.server.inventory;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The balance rows: locked in one fixed order, changed in the same transaction, written together with the ledger. */
@Component
class Balances {

    static final Comparator<StockKey> ORDER =
            Comparator.comparingLong(StockKey::storeId).thenComparingLong(StockKey::productId);

    private final JdbcClient jdbc;

    Balances(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks what the products have in the stores, in the order of location, product and lot. Empty lots are left out
     * unless named, because a product collects them over the years.
     */
    SortedMap<StockKey, Shelf> lock(Set<StockKey> keys, Collection<Long> namedLots) {
        SortedMap<StockKey, Shelf> shelves = new TreeMap<>(ORDER);
        keys.forEach(key -> shelves.put(key, new Shelf()));
        jdbc.sql("""
                        select b.location_id, b.product_id, b.lot_id, b.on_hand, b.reserved, b.unavailable,
                               l.expiry, l.received_at
                          from inventory.balance b
                          join unnest(:stores, :products) as k (store_id, product_id)
                            on b.location_id = k.store_id and b.product_id = k.product_id
                          left join inventory.lot l on l.id = b.lot_id
                         where b.lot_id = 0 or b.on_hand <> 0 or b.lot_id = any(:lots)
                         order by b.location_id, b.product_id, b.lot_id
                           for no key update of b
                        """)
                .param(
                        "stores",
                        shelves.keySet().stream().map(StockKey::storeId).toArray(Long[]::new))
                .param(
                        "products",
                        shelves.keySet().stream().map(StockKey::productId).toArray(Long[]::new))
                .param("lots", namedLots.toArray(Long[]::new))
                .query(row -> {
                    StockKey key = new StockKey(row.getLong("location_id"), row.getLong("product_id"));
                    Objects.requireNonNull(shelves.get(key)).add(lot(row));
                });
        return shelves;
    }

    /** Makes the rows that are missing, which again locks them; true when there were some. */
    boolean create(Map<StockKey, Shelf> shelves) {
        List<Row> missing = new ArrayList<>();
        shelves.forEach((key, shelf) -> shelf.changes().forEach((lot, change) -> {
            if (!shelf.knows(lot)) {
                missing.add(new Row(key, lot, change));
            }
        }));
        if (missing.isEmpty()) {
            return false;
        }
        jdbc.sql("""
                        insert into inventory.balance (location_id, product_id, lot_id)
                        select location_id, product_id, lot_id
                          from unnest(:stores, :products, :lots) as k (location_id, product_id, lot_id)
                         order by location_id, product_id, lot_id
                        on conflict do nothing
                        """)
                .param("stores", Row.stores(missing))
                .param("products", Row.products(missing))
                .param("lots", Row.lots(missing))
                .update();
        return true;
    }

    /** Makes the balances without a lot that reservations stand on, and under which what is on its way is shown. */
    void ensure(Collection<StockKey> keys) {
        jdbc.sql("""
                        insert into inventory.balance (location_id, product_id, lot_id)
                        select location_id, product_id, 0
                          from unnest(:stores, :products) as k (location_id, product_id)
                         where not exists (select from inventory.balance b
                                            where b.location_id = k.location_id and b.product_id = k.product_id
                                              and b.lot_id = 0)
                         order by location_id, product_id
                        on conflict do nothing
                        """)
                .param("stores", keys.stream().map(StockKey::storeId).toArray(Long[]::new))
                .param("products", keys.stream().map(StockKey::productId).toArray(Long[]::new))
                .update();
    }

    /** Changes the locked balances and writes the ledger in one statement; answers the ids in the entries' order. */
    List<Long> write(Map<StockKey, Shelf> shelves, List<Entry> entries, String user) {
        List<Row> rows = new ArrayList<>();
        shelves.forEach((key, shelf) -> shelf.changes().forEach((lot, change) -> rows.add(new Row(key, lot, change))));
        return jdbc.sql("""
                        with changed as (
                            update inventory.balance b
                               set on_hand = b.on_hand + d.quantity, updated_at = now()
                              from unnest(:stores, :products, :lots, cast(:changes as numeric[]))
                                   as d (location_id, product_id, lot_id, quantity)
                             where b.location_id = d.location_id and b.product_id = d.product_id
                               and b.lot_id = d.lot_id)
                        insert into inventory.movement
                               (kind, product_id, lot_id, from_location, to_location, quantity, occurred_at,
                                recorded_by, reason, source, external_id, line, reverses_id)
                        select kind, product_id, lot_id, from_location, to_location, quantity, occurred_at,
                               :user, nullif(reason, ''), source, nullif(external_id, ''), line, nullif(reverses_id, 0)
                          from unnest(:kinds, :entry_products, :entry_lots, :froms, :tos,
                                      cast(:quantities as numeric[]), cast(:times as timestamptz[]), :reasons,
                                      :sources, :external_ids, :lines, :reverses)
                               with ordinality as e (kind, product_id, lot_id, from_location, to_location,
                                      quantity, occurred_at, reason, source, external_id, line, reverses_id, n)
                         order by n
                        returning id
                        """)
                .param("stores", Row.stores(rows))
                .param("products", Row.products(rows))
                .param("lots", Row.lots(rows))
                .param(
                        "changes",
                        rows.stream().map(row -> row.change().toPlainString()).toArray(String[]::new))
                .param("user", user)
                .params(EntryColumns.of(entries))
                .query(Long.class)
                .list();
    }

    private static Shelf.Lot lot(ResultSet row) throws SQLException {
        Timestamp received = row.getTimestamp("received_at");
        return new Shelf.Lot(
                row.getLong("lot_id"),
                row.getObject("expiry", LocalDate.class),
                received == null ? null : received.toInstant(),
                row.getBigDecimal("on_hand"),
                row.getBigDecimal("reserved"),
                row.getBigDecimal("unavailable"));
    }

    private record Row(StockKey key, long lot, BigDecimal change) {

        static Long[] stores(List<Row> rows) {
            return rows.stream().map(row -> row.key().storeId()).toArray(Long[]::new);
        }

        static Long[] products(List<Row> rows) {
            return rows.stream().map(row -> row.key().productId()).toArray(Long[]::new);
        }

        static Long[] lots(List<Row> rows) {
            return rows.stream().map(Row::lot).toArray(Long[]::new);
        }
    }
}
