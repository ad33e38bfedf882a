package dev.shelfcast.server.orders.purchases;

import dev.shelfcast.server.orders.PurchaseOrderStatus;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One purchase order with all that happened to it. */
@Component
class PurchaseOrderQuery {

    private final JdbcClient jdbc;

    PurchaseOrderQuery(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Head(
            long number,
            String id,
            PurchaseOrderStatus status,
            StoreCode store,
            String storeName,
            @Nullable String storePincode,
            @Nullable String supplier,
            @Nullable String supplierName,
            @Nullable String supplierEmail,
            BigDecimal overReceiptPercent,
            @Nullable LocalDate deliveryDate,
            @Nullable String note,
            BigDecimal total,
            OffsetDateTime createdAt,
            String createdBy,
            @Nullable OffsetDateTime approvedAt,
            @Nullable String approvedBy,
            @Nullable OffsetDateTime sentAt,
            @Nullable String sentBy,
            @Nullable String sentHow,
            @Nullable OffsetDateTime receivedAt,
            @Nullable String closedReason,
            @Nullable String closedBy,
            int version) {

        Head {
            overReceiptPercent = Decimals.plain(overReceiptPercent);
            total = Decimals.plain(total);
        }
    }

    /** What is still open is awaited only while the order is. */
    record Line(
            int line,
            Sku sku,
            String productName,
            String unit,
            @Nullable String supplierSku,
            boolean lotTracked,
            BigDecimal quantity,
            BigDecimal received,
            BigDecimal open,
            BigDecimal unitCost,
            BigDecimal packMultiple,
            BigDecimal minimumQuantity) {

        Line {
            quantity = Decimals.plain(quantity);
            received = Decimals.plain(received);
            open = Decimals.plain(open);
            unitCost = Decimals.plain(unitCost);
            packMultiple = Decimals.plain(packMultiple);
            minimumQuantity = Decimals.plain(minimumQuantity);
        }
    }

    record Receipt(
            OffsetDateTime receivedAt,
            String receivedBy,
            @Nullable String overReason,
            List<Arrived> lines) {}

    record Arrived(
            int line,
            Sku sku,
            BigDecimal quantity,
            @Nullable String lot,
            @Nullable LocalDate expiry) {

        Arrived {
            quantity = Decimals.plain(quantity);
        }
    }

    /** The last attempt to mail the order. */
    record Mail(
            String status,
            String recipient,
            int attempts,
            @Nullable String lastError,
            OffsetDateTime requestedAt,
            @Nullable OffsetDateTime nextAttemptAt,
            @Nullable OffsetDateTime sentAt) {}

    Head head(long number) {
        return jdbc.sql("""
                        select po.id as number, po.number as id, po.status, s.code as store, s.name as store_name,
                               s.pincode as store_pincode, v.code as supplier, v.name as supplier_name,
                               v.email as supplier_email, coalesce(v.over_receipt_percent, 0) as over_receipt_percent,
                               cast(po.expected_at at time zone s.time_zone as date) as delivery_date, po.note,
                               (select coalesce(sum(l.quantity * l.unit_cost), 0)
                                  from orders.purchase_order_line l
                                 where l.purchase_order_id = po.id) as total,
                               po.created_at, po.created_by, po.approved_at, po.approved_by, po.sent_at, po.sent_by,
                               po.sent_how, po.received_at, po.closed_reason, po.closed_by, po.version
                          from orders.purchase_order po
                          join stores.v_store s on s.id = po.store_id
                          left join catalog.v_supplier v on v.id = po.supplier_id
                         where po.id = :id
                        """)
                .param("id", number)
                .query(Head.class)
                .optional()
                .orElseThrow(() -> unknown("PO-" + number));
    }

    static NotFound unknown(String id) {
        return new NotFound("UNKNOWN_ORDER", "There is no purchase order '%s'. Maybe it is like PO-17.".formatted(id));
    }

    List<Line> lines(long number) {
        return jdbc.sql("""
                        select l.line, p.sku, p.name as product_name, p.unit, t.supplier_sku, p.lot_tracked, l.quantity,
                               l.received,
                               case when po.status in ('RECEIVED', 'CANCELLED') then 0
                                    else greatest(l.quantity - l.received, 0) end as open,
                               l.unit_cost, coalesce(t.pack_multiple, 1) as pack_multiple,
                               coalesce(t.minimum_quantity, 0) as minimum_quantity
                          from orders.purchase_order_line l
                          join orders.purchase_order po on po.id = l.purchase_order_id
                          join catalog.v_product p on p.id = l.product_id
                          left join catalog.v_supplier_terms t
                               on t.product_id = l.product_id and t.supplier_id = po.supplier_id
                         where l.purchase_order_id = :id
                         order by l.line
                        """).param("id", number).query(Line.class).list();
    }

    private record ArrivedRow(
            long id,
            OffsetDateTime receivedAt,
            String receivedBy,
            @Nullable String overReason,
            int line,
            Sku sku,
            BigDecimal quantity,
            @Nullable String lot,
            @Nullable LocalDate expiry) {}

    List<Receipt> receipts(long number) {
        Map<Long, Receipt> receipts = new LinkedHashMap<>();
        jdbc.sql("""
                        select r.id, r.received_at, r.received_by, r.over_reason, rl.line, p.sku, rl.quantity, rl.lot,
                               rl.expiry
                          from orders.purchase_receipt r
                          join orders.purchase_receipt_line rl on rl.receipt_id = r.id
                          join orders.purchase_order_line l
                               on l.purchase_order_id = r.purchase_order_id and l.line = rl.line
                          join catalog.v_product p on p.id = l.product_id
                         where r.purchase_order_id = :id
                         order by r.id, rl.line
                        """)
                .param("id", number)
                .query(ArrivedRow.class)
                .list()
                .forEach(row -> receipts.computeIfAbsent(
                                row.id(),
                                id -> new Receipt(
                                        row.receivedAt(), row.receivedBy(), row.overReason(), new ArrayList<>()))
                        .lines()
                        .add(new Arrived(row.line(), row.sku(), row.quantity(), row.lot(), row.expiry())));
        return List.copyOf(receipts.values());
    }

    @Nullable
    Mail mail(long number) {
        return jdbc.sql("""
                        select status, recipient, attempts, last_error, requested_at,
                               case when status = 'QUEUED' then next_attempt_at end as next_attempt_at, sent_at
                          from orders.purchase_mail
                         where purchase_order_id = :id
                         order by id desc
                         limit 1
                        """).param("id", number).query(Mail.class).optional().orElse(null);
    }
}
