package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.replenishment.Situations.Pair;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads restock lines. */
@Component
class LineQuery {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    LineQuery(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What the list is narrowed to; null means any. */
    record Filter(
            @Nullable String store,
            @Nullable String urgency,
            @Nullable String status,
            @Nullable String category,
            @Nullable String search) {}

    Listing<RestockLine> list(Filter filter, StoreScope scope, Paging paging) {
        record Counted(RestockLine line, long total) {}
        List<Counted> lines = jdbc.sql("""
                        select v.*, count(*) over () as total
                          from replenishment.v_line v
                         where (cast(:scope as text[]) is null or v.store = any(cast(:scope as text[])))
                           and v.status = :status
                           and (cast(:store as text) is null or v.store = :store)
                           and (cast(:urgency as text) is null or v.urgency = :urgency)
                           and (cast(:category as text) is null or v.category_path = :category
                                or starts_with(v.category_path, :category || '/'))
                           and (cast(:search as text) is null or strpos(lower(v.product_name), lower(:search)) > 0
                                or strpos(lower(v.sku), lower(:search)) > 0)
                         order by v.urgency_rank, v.needed_by, v.quantity desc, v.id
                         limit :limit offset :offset
                        """)
                .param("scope", scope.codesOrNull())
                .param("status", filter.status() == null ? "OPEN" : filter.status())
                .param("store", filter.store())
                .param("urgency", filter.urgency())
                .param("category", filter.category())
                .param("search", filter.search())
                .param("limit", paging.limit())
                .param("offset", paging.offset())
                .query((row, n) -> new Counted(line(row), row.getLong("total")))
                .list();
        long total = lines.isEmpty() ? 0 : lines.get(0).total();
        return Listing.of(lines.stream().map(Counted::line).toList(), total, paging);
    }

    record UrgencyCount(String urgency, long lines) {}

    List<UrgencyCount> countByUrgency(StoreScope scope) {
        return jdbc.sql("""
                        select urgency, count(*) as lines
                          from replenishment.v_line
                         where status = 'OPEN'
                           and (cast(:scope as text[]) is null or store = any(cast(:scope as text[])))
                         group by urgency
                        """)
                .param("scope", scope.codesOrNull())
                .query(UrgencyCount.class)
                .list();
    }

    record StoreCount(String store, long critical, long lines) {}

    List<StoreCount> countByStore(StoreScope scope) {
        return jdbc.sql("""
                        select store, count(*) filter (where urgency = 'CRITICAL') as critical, count(*) as lines
                          from replenishment.v_line
                         where status = 'OPEN'
                           and (cast(:scope as text[]) is null or store = any(cast(:scope as text[])))
                         group by store
                         order by store
                        """)
                .param("scope", scope.codesOrNull())
                .query(StoreCount.class)
                .list();
    }

    Optional<RestockLine> find(long id) {
        return listById(List.of(id)).stream().findFirst();
    }

    List<RestockLine> listById(List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select * from replenishment.v_line where id = any(cast(:ids as bigint[])) order by id")
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> line(row))
                .list();
    }

    Pair pairOf(long id) {
        return jdbc.sql("select store_id, product_id from replenishment.line where id = :id")
                .param("id", id)
                .query(Pair.class)
                .single();
    }

    Optional<Pair> findPair(String store, String sku) {
        return jdbc.sql("""
                        select s.id as store_id, p.id as product_id
                          from stores.v_store s
                          join catalog.v_product p on p.sku = :sku
                         where s.code = :store
                        """)
                .param("store", store)
                .param("sku", sku)
                .query(Pair.class)
                .optional();
    }

    private RestockLine line(ResultSet row) throws SQLException {
        Arithmetic inputs = json.readValue(row.getString("inputs"), Arithmetic.class);
        long purchaseOrder = row.getLong("purchase_order_id");
        String orderId = row.wasNull() ? null : "PO-" + purchaseOrder;
        long transfer = row.getLong("transfer_id");
        String transferId = row.wasNull() ? null : "T-" + transfer;
        String source = row.getString("source_store");
        return new RestockLine(
                row.getLong("id"),
                StoreCode.of(row.getString("store")),
                row.getString("store_name"),
                Sku.of(row.getString("sku")),
                row.getString("product_name"),
                row.getString("category_path"),
                inputs.onHand(),
                inputs.incoming(),
                inputs.reserved(),
                inputs.position(),
                Urgency.valueOf(row.getString("urgency")),
                Arrays.asList((Integer[]) row.getArray("horizons_at_risk").getArray()),
                row.getBigDecimal("quantity"),
                inputs.simpleQuantity(),
                row.getObject("needed_by", OffsetDateTime.class),
                row.getString("supplier"),
                row.getBigDecimal("unit_cost"),
                row.getString("headline"),
                row.getString("reason"),
                row.getString("status"),
                row.getObject("quiet_until", OffsetDateTime.class),
                orderId,
                source == null ? null : StoreCode.of(source),
                transferId,
                row.getObject("updated_at", OffsetDateTime.class),
                inputs);
    }
}
