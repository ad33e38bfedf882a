package dev.shelfcast.server.orders;

import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as a client sends it: a sale, or a purchase from a supplier. */
record OrderBody(
        @Nullable Type type,
        @Nullable StoreCode store,
        @Nullable String channel,
        @Nullable String customer,
        @Nullable Pincode pincode,
        @Nullable OffsetDateTime occurredAt,
        @Nullable String externalId,
        @Nullable String supplier,
        @Nullable OffsetDateTime expectedAt,
        @Nullable List<Line> lines) {

    enum Type {
        SALE,
        PURCHASE
    }

    record Line(
            @Nullable Sku sku,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal discount,
            @Nullable BigDecimal unitCost) {}

    /** What has arrived; the lines may be left out when all has. */
    record Receipt(@Nullable List<Arrived> lines) {

        List<ReceivedLine> received() {
            return lines == null
                    ? List.of()
                    : lines.stream()
                            .map(line -> new ReceivedLine(
                                    given("lines.line", line.line()),
                                    given("lines.quantity", line.quantity()),
                                    line.lot(),
                                    line.expiry()))
                            .toList();
        }
    }

    record Arrived(
            @Nullable Integer line,
            @Nullable BigDecimal quantity,
            @Nullable String lot,
            @Nullable LocalDate expiry) {}

    SaleRequest sale() {
        return new SaleRequest(
                given("store", store),
                "API",
                channel == null ? SaleRequest.TILL : channel,
                externalId,
                customer,
                pincode,
                occurredAt == null ? null : occurredAt.toInstant(),
                given("lines", lines).stream()
                        .map(line -> new SaleRequest.Line(
                                given("lines.sku", line.sku()),
                                given("lines.quantity", line.quantity()),
                                line.unitPrice(),
                                line.discount()))
                        .toList());
    }

    static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new Invalid(
                    "FIELD_MISSING",
                    "The field %s is needed.".formatted(field),
                    List.of(new FieldProblem(field, "needed", null)));
        }
        return value;
    }
}
