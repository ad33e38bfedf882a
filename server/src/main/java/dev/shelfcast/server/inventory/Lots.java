package dev.shelfcast.server.inventory;

import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.NotFound;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lots by product and code: made by the first goods that arrive, found for those that leave. */
@Component
class Lots {

    record LotName(long productId, String code) implements Comparable<LotName> {
        @Override
        public int compareTo(LotName other) {
            int product = Long.compare(productId, other.productId);
            return product != 0 ? product : code.compareTo(other.code);
        }
    }

    private record LotRow(
            long id, long productId, String code, @Nullable LocalDate expiry) {}

    private final JdbcClient jdbc;

    Lots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The lot that a movement names; null where it is for the ledger to choose. */
    @Nullable
    Long idOf(Movement movement, Map<LotName, Long> ids) {
        String code = movement.lot();
        if (code == null) {
            return null;
        }
        return code.equals(Movement.WITHOUT_LOT) ? Shelf.NO_LOT : ids.get(new LotName(movement.productId(), code));
    }

    /** The ids of the lots that the movements name. */
    Map<LotName, Long> ensure(List<Movement> movements) {
        Map<LotName, LocalDate> arriving = new TreeMap<>();
        Map<LotName, Movement> named = new TreeMap<>();
        for (Movement movement : movements) {
            String code = movement.lot();
            if (code != null && !code.equals(Movement.WITHOUT_LOT)) {
                LotName name = new LotName(movement.productId(), code);
                named.put(name, movement);
                if (movement.inbound()) {
                    arriving.merge(name, expiryOrLast(movement), (a, b) -> a.equals(LocalDate.MAX) ? b : a);
                }
            }
        }
        if (named.isEmpty()) {
            return Map.of();
        }
        Map<LotName, LotRow> rows = find(named.keySet());
        if (!rows.keySet().containsAll(arriving.keySet())) {
            insert(arriving);
            rows = find(named.keySet());
        }
        return checked(movements, rows);
    }

    private static LocalDate expiryOrLast(Movement movement) {
        LocalDate expiry = movement.expiry();
        return expiry == null ? LocalDate.MAX : expiry;
    }

    private static Map<LotName, Long> checked(List<Movement> movements, Map<LotName, LotRow> rows) {
        Map<LotName, Long> ids = new HashMap<>();
        for (Movement movement : movements) {
            String code = movement.lot();
            if (code == null || code.equals(Movement.WITHOUT_LOT)) {
                continue;
            }
            LotName name = new LotName(movement.productId(), code);
            LotRow row = rows.get(name);
            if (row == null) {
                throw new NotFound(
                        "UNKNOWN_LOT", "There is no lot '%s' of this product. Maybe receive it first.".formatted(code));
            }
            if (movement.inbound()
                    && movement.expiry() != null
                    && !movement.expiry().equals(row.expiry())) {
                throw new Conflict(
                        "LOT_EXPIRY_DIFFERS",
                        "The lot '%s' expires on %s, and this says %s. Maybe it is another lot."
                                .formatted(
                                        code, row.expiry() == null ? "no known day" : row.expiry(), movement.expiry()));
            }
            ids.put(name, row.id());
        }
        return ids;
    }

    private Map<LotName, LotRow> find(Collection<LotName> names) {
        Map<LotName, LotRow> rows = new HashMap<>();
        jdbc
                .sql("""
                        select l.id, l.product_id, l.code, l.expiry
                          from inventory.lot l
                          join unnest(:products, :codes) as n (product_id, code)
                            on l.product_id = n.product_id and l.code = n.code
                        """)
                .param("products", names.stream().map(LotName::productId).toArray(Long[]::new))
                .param("codes", names.stream().map(LotName::code).toArray(String[]::new))
                .query(LotRow.class)
                .list()
                .stream()
                .forEach(row -> rows.put(new LotName(row.productId(), row.code()), row));
        return rows;
    }

    private void insert(Map<LotName, LocalDate> arriving) {
        String[] expiries = arriving.values().stream()
                .map(expiry -> expiry.equals(LocalDate.MAX) ? null : expiry.toString())
                .toArray(String[]::new);
        jdbc.sql("""
                        insert into inventory.lot (product_id, code, expiry)
                        select product_id, code, expiry
                          from unnest(:products, :codes, cast(:expiries as date[])) as n (product_id, code, expiry)
                         order by product_id, code
                        on conflict do nothing
                        """)
                .param(
                        "products",
                        arriving.keySet().stream().map(LotName::productId).toArray(Long[]::new))
                .param("codes", arriving.keySet().stream().map(LotName::code).toArray(String[]::new))
                .param("expiries", expiries)
                .update();
    }
}
