package dev.shelfcast.server.inventory;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Lists;
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

    /** By the index of the product's movements, or for all of them by that of time. */
    private static final String OF_PRODUCT_OR_ALL = """
                        select m.*
                          from inventory.movement m
                         where m.occurred_at >= :from and m.occurred_at < :to
                           and (cast(:product as bigint) is null or m.product_id = :product)
                           and (cast(:stores as bigint[]) is null
                                or case when m.to_location > 0 then m.to_location
                                        else m.from_location end = any(:stores))
                         order by m.occurred_at desc, m.id desc
                         limit :reach
                        """;

    /** The latest of each store by the index of its own movements; the page is among them. */
    private static final String OF_STORES = """
                        select m.*
                          from unnest(cast(:stores as bigint[])) as s (id)
                         cross join lateral (
                               select *
                                 from inventory.movement
                                where case when to_location > 0 then to_location else from_location end = s.id
                                  and occurred_at >= :from and occurred_at < :to
                                order by occurred_at desc, id desc
                                limit :reach) as m
                        """;

    private final Lists jdbc;

    MovementHistory(Lists jdbc) {
        this.jdbc = jdbc;
    }

    Listing<Row> list(Filter filter, Paging paging) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        Long[] stores = stores(filter);
        Sku sku = filter.sku();
        parameters.put("stores", stores);
        parameters.put("product", sku == null ? null : product(sku));
        parameters.put("from", Timestamp.from(filter.from()));
        parameters.put("to", Timestamp.from(filter.to()));
        parameters.put("limit", paging.limit());
        parameters.put("offset", paging.offset());
        String moved = sku == null && stores != null ? OF_STORES : OF_PRODUCT_OR_ALL;
        long counted = jdbc.sql("select count(*) from (%s) as counted".formatted(moved))
                .params(parameters)
                .param("reach", paging.countTo())
                .query(Long.class)
                .single();
        List<Row> rows = jdbc.sql("""
                        with page as materialized (
                            select *
                              from (%s) as moved
                             order by occurred_at desc, id desc
                             limit :limit offset :offset)
                        select m.id, m.kind, s.code as store, p.sku, l.code as lot,
                               case when m.to_location > 0 then m.quantity else -m.quantity end as quantity,
                               m.occurred_at, m.recorded_at, m.recorded_by, m.reason, m.source, m.external_id,
                               m.reverses_id, r.movements[1] as reversed_by
                          from page m
                          join stores.v_store s on s.id = case when m.to_location > 0 then m.to_location
                                                               else m.from_location end
                          join catalog.v_product p on p.id = m.product_id
                          left join inventory.lot l on l.id = m.lot_id
                          left join inventory.posting r
                            on r.source = 'REVERSAL' and r.external_id = m.id::text and r.line = 0
                         order by m.occurred_at desc, m.id desc
                        """.formatted(moved))
                .params(parameters)
                .param("reach", paging.reach())
                .query(Row.class)
                .list();
        return Listing.counted(rows, Math.min(counted, paging.countTo()), paging);
    }

    /** Absent means all of them. */
    private Long @Nullable [] stores(Filter filter) {
        String[] codes = filter.store() == null
                ? filter.scope().codesOrNull()
                : new String[] {filter.store().value()};
        return codes == null
                ? null
                : jdbc.sql("select id from stores.v_store where code = any(:codes)")
                        .param("codes", codes)
                        .query(Long.class)
                        .list()
                        .toArray(Long[]::new);
    }

    private @Nullable Long product(Sku sku) {
        return jdbc.sql("select id from catalog.v_product where sku = :sku")
                .param("sku", sku.value())
                .query(Long.class)
                .optional()
                .orElse(-1L);
    }
}
