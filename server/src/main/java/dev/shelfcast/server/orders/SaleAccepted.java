package dev.shelfcast.server.orders;

import java.math.BigDecimal;

/** A recorded sale; oversold is what was sold at a till beyond the books, repeated that it was known already. */
public record SaleAccepted(long saleId, BigDecimal units, BigDecimal total, BigDecimal oversold, boolean repeated) {

    /** The id as documents and people name it. */
    public String id() {
        return "S-" + saleId;
    }
}
