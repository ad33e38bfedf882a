package dev.shelfcast.server.orders;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sale to be recorded; no time means now, no pincode the store's own, no price the product's. */
public record SaleRequest(
        StoreCode store,
        String source,
        String channel,
        @Nullable String externalId,
        @Nullable String customer,
        @Nullable Pincode pincode,
        @Nullable Instant occurredAt,
        List<Line> lines) {

    /** The channel whose sales have happened already, whatever the books say. */
    public static final String TILL = "TILL";

    private static final int MOST_LINES = 1_000;
    private static final int LONGEST = 200;

    public SaleRequest {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw refusal("lines", "A sale has 1 to %d lines.".formatted(MOST_LINES), String.valueOf(lines.size()));
        }
        if (!channel.matches("[A-Z][A-Z0-9_]{0,31}")) {
            throw refusal("channel", "A channel is named in capitals, such as TILL or ONLINE.", channel);
        }
        if (externalId != null && (externalId.isBlank() || externalId.length() > LONGEST)) {
            throw refusal("external_id", "An external id has 1 to %d characters.".formatted(LONGEST), null);
        }
        if (customer != null && customer.length() > LONGEST) {
            throw refusal("customer", "A customer has at most %d characters.".formatted(LONGEST), null);
        }
    }

    /** Goods and what was paid for them; a negative quantity is a return. */
    public record Line(
            Sku sku,
            BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal discount) {

        public Line {
            quantity = Decimals.quantity(quantity);
            if (quantity.signum() == 0) {
                throw refusal("lines", "A line has a quantity other than 0.", "0");
            }
            unitPrice = unitPrice == null ? null : Decimals.money(unitPrice);
            discount = discount == null ? null : Decimals.money(discount);
            if (unitPrice != null && unitPrice.signum() < 0) {
                throw refusal("lines", "A price is not below 0.", unitPrice.toPlainString());
            }
        }
    }

    boolean till() {
        return channel.equals(TILL);
    }

    private static Invalid refusal(String field, String rule, @Nullable String value) {
        return new Invalid("SALE_INVALID", rule, List.of(new FieldProblem(field, rule, value)));
    }
}
