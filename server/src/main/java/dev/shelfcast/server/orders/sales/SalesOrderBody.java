package dev.shelfcast.server.orders.sales;

import dev.shelfcast.server.orders.SaleRequest;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order to be delivered, as a client sends it. {@code confirm} reserves at once; {@code allow_partial} takes what
 * there is and back-orders the rest. Tax is in the prices when {@code tax_included}, else it comes on top.
 */
record SalesOrderBody(
        @Nullable StoreCode store,
        @Nullable String channel,
        @Nullable String customer,
        @Nullable Pincode pincode,
        @Nullable String address,
        @Nullable String note,
        @Nullable String externalId,
        @Nullable BigDecimal discount,
        @Nullable BigDecimal taxRate,
        @Nullable Boolean taxIncluded,
        @Nullable Boolean confirm,
        @Nullable Boolean allowPartial,
        @Nullable List<Line> lines) {

    private static final int MOST_LINES = 1_000;
    private static final int LONGEST = 500;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** No price means the product's, no tax rate the order's. */
    record Line(
            @Nullable Sku sku,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            @Nullable BigDecimal discount,
            @Nullable BigDecimal taxRate) {

        Sku product() {
            return given("lines.sku", sku);
        }

        BigDecimal amount() {
            BigDecimal checked = Decimals.quantity(given("lines.quantity", quantity));
            if (checked.signum() <= 0) {
                throw new Invalid("QUANTITY_INVALID", "A quantity is above 0, not %s.".formatted(checked));
            }
            return checked;
        }

        BigDecimal price(BigDecimal products) {
            BigDecimal price = unitPrice == null ? products : Decimals.money(unitPrice);
            if (price.signum() < 0) {
                throw refusal("lines.unit_price", "A price is not below 0.", price.toPlainString());
            }
            return price;
        }

        BigDecimal reduction() {
            return discount == null ? BigDecimal.ZERO : Decimals.money(discount);
        }

        BigDecimal rate(BigDecimal orders) {
            return taxRate == null ? orders : percent("lines.tax_rate", taxRate);
        }
    }

    SalesOrderBody {
        text("address", address);
        text("note", note);
        if (externalId != null && (externalId.isBlank() || externalId.length() > 200)) {
            throw refusal("external_id", "An external id has 1 to 200 characters.", null);
        }
        if (channel != null && !channel.matches("[A-Z][A-Z0-9_]{0,31}")) {
            throw refusal("channel", "A channel is named in capitals, such as ONLINE or PHONE.", channel);
        }
        if (SaleRequest.TILL.equals(channel)) {
            throw refusal("channel", "A till's sale has happened: it goes to /orders in one call.", channel);
        }
    }

    StoreCode shop() {
        return given("store", store);
    }

    String soldThrough() {
        return Objects.requireNonNullElse(channel, "ONLINE");
    }

    BigDecimal reduction() {
        BigDecimal reduction = discount == null ? BigDecimal.ZERO : Decimals.money(discount);
        if (reduction.signum() < 0) {
            throw refusal("discount", "A discount is 0 or more.", reduction.toPlainString());
        }
        return reduction;
    }

    BigDecimal rate() {
        return taxRate == null ? BigDecimal.ZERO : percent("tax_rate", taxRate);
    }

    boolean taxed() {
        return Boolean.TRUE.equals(taxIncluded);
    }

    List<Line> wanted() {
        List<Line> given = given("lines", lines);
        if (given.isEmpty() || given.size() > MOST_LINES) {
            throw refusal("lines", "An order has 1 to %d lines.".formatted(MOST_LINES), String.valueOf(given.size()));
        }
        return given;
    }

    private static BigDecimal percent(String field, BigDecimal rate) {
        if (rate.signum() < 0
                || rate.compareTo(HUNDRED) > 0
                || rate.stripTrailingZeros().scale() > 4) {
            throw refusal(field, "A tax rate is 0 to 100 percent with up to 4 decimals.", rate.toString());
        }
        return rate;
    }

    private static void text(String field, @Nullable String value) {
        if (value != null && value.length() > LONGEST) {
            throw refusal(field, "At most %d characters are kept.".formatted(LONGEST), null);
        }
    }

    static Invalid refusal(String field, String rule, @Nullable String value) {
        return new Invalid("SALES_ORDER_INVALID", rule, List.of(new FieldProblem(field, rule, value)));
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
