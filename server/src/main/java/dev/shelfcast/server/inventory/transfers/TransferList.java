package dev.shelfcast.server.inventory.transfers;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Lists;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.shared.Versioned;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Transfers as people look at them. */
@Component
class TransferList {

    /** Of a store as sender or receiver. */
    record Filter(
            @Nullable StoreCode store,
            @Nullable TransferStatus status,
            @Nullable String search,
            StoreScope scope) {}

    record Summary(
            String id,
            StoreCode from,
            StoreCode to,
            TransferStatus status,
            OffsetDateTime requestedAt,
            String requestedBy,
            @Nullable OffsetDateTime expectedAt,
            @Nullable OffsetDateTime shippedAt,
            @Nullable OffsetDateTime closedAt,
            @Nullable String note,
            int lines,
            BigDecimal units,
            int version) {

        Summary {
            units = Decimals.plain(units);
        }
    }

    /** Goods of one lot: proposed to be shipped, or on the road. */
    record LotQuantity(
            int line, @Nullable String lot, @Nullable LocalDate expiry, BigDecimal quantity) {

        LotQuantity {
            quantity = Decimals.plain(quantity);
        }
    }

    record Line(
            int line,
            Sku sku,
            String productName,
            BigDecimal requested,
            BigDecimal shipped,
            BigDecimal received,
            BigDecimal damaged,
            BigDecimal lost) {

        Line {
            requested = Decimals.plain(requested);
            shipped = Decimals.plain(shipped);
            received = Decimals.plain(received);
            damaged = Decimals.plain(damaged);
            lost = Decimals.plain(lost);
        }
    }

    /** A transfer with its lines; {@code lots} are those to be shipped first, or those on the road. */
    record Transfer(Summary head, List<Line> lines, List<LotQuantity> lots, List<TransferStatus> next)
            implements Versioned {

        @Override
        public int version() {
            return head.version();
        }
    }

    /** Each way of finding one by its own index; asked only where something is searched for. */
    private static final String FOUND = """
                        with found as (
                            select id from inventory.transfer where number = upper(:search)
                             union
                            select id from inventory.transfer where note ilike '%' || :search || '%'
                             union
                            select l.transfer_id
                              from catalog.v_product p
                              join inventory.transfer_line l on l.product_id = p.id
                             where p.sku ilike :search or p.name ilike '%' || :search || '%')
                        """;

    private static final String WHERE = """

                          from inventory.transfer t
                         where (cast(:scope as text[]) is null
                                or t.from_store_id in (select id from stores.v_store
                                                        where code = any(cast(:scope as text[])))
                                or t.to_store_id in (select id from stores.v_store
                                                      where code = any(cast(:scope as text[]))))
                           and (cast(:store as text) is null
                                or (select id from stores.v_store where code = :store)
                                   in (t.from_store_id, t.to_store_id))
                           and (cast(:status as text) is null or t.status = :status)
                           and (cast(:search as text) is null or t.id = any(array(select id from found)))
                        """;

    private final Lists jdbc;

    TransferList(Lists jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    Listing<Summary> list(Filter filter, Paging paging) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("scope", filter.scope().codesOrNull());
        parameters.put("store", filter.store() == null ? null : filter.store().value());
        parameters.put(
                "status", filter.status() == null ? null : filter.status().name());
        parameters.put(
                "search", filter.search() == null ? null : filter.search().strip());
        parameters.put("limit", paging.limit());
        parameters.put("offset", paging.offset());
        parameters.put("count_to", paging.countTo());
        long counted = jdbc.sql(FOUND + "select count(*) from (select t.id" + WHERE + " limit :count_to) as counted")
                .params(parameters)
                .query(Long.class)
                .single();
        List<Long> ids = jdbc.sql(FOUND + "select t.id" + WHERE
                        + " order by t.requested_at desc, t.id desc limit :limit offset :offset")
                .params(parameters)
                .query(Long.class)
                .list();
        return Listing.counted(summaries(ids), counted, paging);
    }

    Transfer get(long id) {
        List<Summary> heads = summaries(List.of(id));
        if (heads.isEmpty()) {
            throw TransferRows.unknown("T-" + id);
        }
        Summary head = heads.get(0);
        List<LotQuantity> lots = switch (head.status()) {
            case REQUESTED, APPROVED -> proposed(id);
            case IN_TRANSIT, PARTIALLY_RECEIVED -> onTheRoad(id);
            case RECEIVED, CANCELLED -> List.of();
        };
        return new Transfer(
                head, lines(id), lots, head.status().next().stream().sorted().toList());
    }

    private List<Summary> summaries(List<Long> ids) {
        return jdbc.sql("""
                        select t.number as id, f.code as "from", d.code as "to", t.status, t.requested_at,
                               t.requested_by, t.expected_at, t.shipped_at, t.closed_at, t.note, t.version,
                               l.lines, l.units
                          from unnest(:ids) with ordinality as page (id, place)
                          join inventory.transfer t on t.id = page.id
                          join stores.v_store f on f.id = t.from_store_id
                          join stores.v_store d on d.id = t.to_store_id
                         cross join lateral (select count(*) as lines, sum(requested) as units
                                               from inventory.transfer_line
                                              where transfer_id = t.id) as l
                         order by page.place
                        """)
                .param("ids", ids.toArray(Long[]::new))
                .query(Summary.class)
                .list();
    }

    private List<Line> lines(long id) {
        return jdbc.sql("""
                        select l.line, p.sku, p.name as product_name, l.requested, l.shipped, l.received, l.damaged,
                               l.lost
                          from inventory.transfer_line l
                          join catalog.v_product p on p.id = l.product_id
                         where l.transfer_id = :id
                         order by l.line
                        """).param("id", id).query(Line.class).list();
    }

    private List<LotQuantity> onTheRoad(long id) {
        return jdbc.sql("""
                        select t.line, l.code as lot, l.expiry, t.shipped - t.settled as quantity
                          from inventory.transfer_lot t
                          left join inventory.lot l on l.id = t.lot_id
                         where t.transfer_id = :id and t.shipped > t.settled
                         order by t.line, l.expiry nulls last, l.received_at, t.lot_id
                        """).param("id", id).query(LotQuantity.class).list();
    }

    /** What the ledger would take now: available stock, first expired first. */
    private List<LotQuantity> proposed(long id) {
        return jdbc.sql("""
                        with there as (
                            select tl.line, tl.requested, l.code as lot, l.expiry,
                                   b.on_hand - b.reserved - b.unavailable as free,
                                   sum(b.on_hand - b.reserved - b.unavailable) over (
                                       partition by tl.line
                                           order by l.expiry nulls last, l.received_at nulls last, b.lot_id) as so_far
                              from inventory.transfer t
                              join inventory.transfer_line tl on tl.transfer_id = t.id
                              join inventory.balance b
                                on b.location_id = t.from_store_id and b.product_id = tl.product_id
                              left join inventory.lot l on l.id = b.lot_id
                             where t.id = :id and b.on_hand - b.reserved - b.unavailable > 0
                        )
                        select line, lot, expiry, least(free, requested - (so_far - free)) as quantity
                          from there
                         where so_far - free < requested
                         order by line, so_far
                        """).param("id", id).query(LotQuantity.class).list();
    }
}
