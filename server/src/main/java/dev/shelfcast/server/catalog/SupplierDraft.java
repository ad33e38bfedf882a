package dev.shelfcast.server.catalog;

import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A supplier as somebody describes it; lead times in days, with their standard deviation. So many percent more than
 * ordered may be delivered without a question.
 */
public record SupplierDraft(
        String code,
        String name,
        @Nullable String email,
        BigDecimal leadTimeDays,
        BigDecimal leadTimeSdDays,
        BigDecimal overReceiptPercent,
        boolean active) {

    /** A lead time above this is a typing error. */
    private static final BigDecimal LONGEST = BigDecimal.valueOf(730);

    public SupplierDraft {
        code = Names.checked("code", code, 64);
        name = Names.checked("name", name, 200);
        email = email == null || email.isBlank() ? null : Names.checked("email", email, 200);
        if (email != null && !email.matches("[^\\s@]+@[^\\s@]+")) {
            throw refusal("email", "it is not an e-mail address", email);
        }
        leadTimeDays = days("lead_time_days", leadTimeDays);
        leadTimeSdDays = days("lead_time_sd_days", leadTimeSdDays);
        if (overReceiptPercent.signum() < 0 || overReceiptPercent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw refusal("over_receipt_percent", "it is 0 to 100 percent", overReceiptPercent.toString());
        }
    }

    static BigDecimal days(String field, BigDecimal value) {
        if (value.signum() < 0 || value.compareTo(LONGEST) > 0) {
            throw refusal(field, "a time is 0 to %s days".formatted(LONGEST), value.toString());
        }
        return value;
    }

    static Invalid refusal(String field, String reason, String value) {
        return new Invalid(
                "SUPPLIER_INVALID",
                "The %s '%s' is not possible: %s.".formatted(field, value, reason),
                List.of(new FieldProblem(field, reason, value)));
    }
}
