package dev.shelfcast.server.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of the ledger by id. */
@Component
class PostedRows {

    record Row(
            long id,
            long productId,
            long lotId,
            long fromLocation,
            long toLocation,
            BigDecimal quantity,
            Instant occurredAt,
            String source,
            @Nullable String externalId,
            int line,
            @Nullable Long reversesId) {

        boolean inbound() {
            return toLocation > 0;
        }

        StockKey key() {
            return new StockKey(inbound() ? toLocation : fromLocation, productId);
        }
    }

    private final JdbcClient jdbc;

    PostedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Row> list(Collection<Long> ids) {
        return jdbc.sql("""
                        select id, product_id, lot_id, from_location, to_location, quantity, occurred_at, source,
                               external_id, coalesce(line, 0) as line, reverses_id
                          from inventory.movement
                         where id = any(:ids)
                         order by id
                        """)
                .param("ids", ids.toArray(Long[]::new))
                .query((row, number) -> new Row(
                        row.getLong("id"),
                        row.getLong("product_id"),
                        row.getLong("lot_id"),
                        row.getLong("from_location"),
                        row.getLong("to_location"),
                        row.getBigDecimal("quantity"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getString("source"),
                        row.getString("external_id"),
                        row.getInt("line"),
                        row.getObject("reverses_id", Long.class)))
                .list();
    }
}
