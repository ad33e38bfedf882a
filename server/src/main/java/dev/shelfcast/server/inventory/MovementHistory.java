package dev.shelfcast.server.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What has moved, newest first. */
@Component
class MovementHistory {

    record Filter(@Nullable StoreCode store, @Nullable Sku sku, Instant from, Instant to, StoreScope scope) {}

    /** A movement seen from the store: what came in is positive, what went out negative. */
    record Row(
            long id,
            String kind,
            StoreCode store,
            Sku sku,
            @Nullable String lot,
            BigDecimal quantity,
            OffsetDateTime occurredAt,
            OffsetDateTime recordedAt,
            String recordedBy,
            @Nullable String reason,
            String source,
            @Nullable String externalId,
            @Nullable Long reversesId,
            @Nullable Long reversedBy) {

        Row {
            quantity = Decimals.plain(quantity);
        }

        /** Whether it can be taken back here; what belongs to a document is taken back with it. */
        @JsonProperty
        boolean reversible() {
            return reversesId == null && reversedBy == null && source.equals(ManualMovements.SOURCE);
        }
    }

    private final JdbcClient jdbc;

    MovementHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Listing<Row> list(Filter filter, Paging paging) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("store", filter.store() == null ? null : filter.store().value());
        parameters.put("scope", filter.scope().codesOrNull());
        parameters.put("from", Timestamp.from(filter.from()));
        parameters.put("to", Timestamp.from(filter.to()));
        parameters.put("limit", paging.limit());
        parameters.put("offset", paging.offset());
        Sku sku = filter.sku();
        parameters.put("product", sku == null ? null : product(sku));
        long total = jdbc.sql("""
                        select count(*)
                          from inventory.movement m
                          join stores.v_store s on s.id = case when m.to_location > 0 then m.to_location
                                                               else m.from_location end
                         where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                           and (cast(:store as text) is null or s.code = :store)
                           and (cast(:product as bigint) is null or m.product_id = :product)
                           and m.occurred_at >= :from and m.occurred_at < :to
                        """).params(parameters).query(Long.class).single();
        List<Row> rows = jdbc.sql("""
                        select m.id, m.kind, s.code as store, p.sku, l.code as lot,
                               case when m.to_location > 0 then m.quantity else -m.quantity end as quantity,
                               m.occurred_at, m.recorded_at, m.recorded_by, m.reason, m.source, m.external_id,
                               m.reverses_id, r.movements[1] as reversed_by
                          from inventory.movement m
                          join stores.v_store s on s.id = case when m.to_location > 0 then m.to_location
                                                               else m.from_location end
                          join catalog.v_product p on p.id = m.product_id
                          left join inventory.lot l on l.id = m.lot_id
                          left join inventory.posting r
                            on r.source = 'REVERSAL' and r.external_id = m.id::text and r.line = 0
                         where (cast(:scope as text[]) is null or s.code = any(cast(:scope as text[])))
                           and (cast(:store as text) is null or s.code = :store)
                           and (cast(:product as bigint) is null or m.product_id = :product)
                           and m.occurred_at >= :from and m.occurred_at < :to
                         order by m.occurred_at desc, m.id desc
                         limit :limit offset :offset
                        """).params(parameters).query(Row.class).list();
        return Listing.of(rows, total, paging);
    }

    private @Nullable Long product(Sku sku) {
        return jdbc.sql("select id from catalog.v_product where sku = :sku")
                .param("sku", sku.value())
                .query(Long.class)
                .optional()
                .orElse(-1L);
    }
}
