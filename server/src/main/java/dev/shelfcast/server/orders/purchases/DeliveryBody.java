package dev.shelfcast.server.orders.purchases;

import dev.shelfcast.server.orders.ReceivedLine;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came in a delivery, in base units; without lines all that was awaited. */
record DeliveryBody(
        @Nullable List<Line> lines,
        @Nullable String overReason,
        @Nullable String closeReason) {

    private static final int LONGEST = 500;

    record Line(
            @Nullable Integer line,
            @Nullable BigDecimal quantity,
            @Nullable String lot,
            @Nullable LocalDate expiry) {}

    List<ReceivedLine> received() {
        return lines == null
                ? List.of()
                : lines.stream()
                        .map(line -> new ReceivedLine(
                                OrderCheck.given("lines.line", line.line()),
                                OrderCheck.given("lines.quantity", line.quantity()),
                                line.lot(),
                                line.expiry()))
                        .toList();
    }

    @Nullable
    String over() {
        return reason("over_reason", overReason);
    }

    @Nullable
    String close() {
        return reason("close_reason", closeReason);
    }

    static @Nullable String reason(String field, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        String reason = given.strip();
        if (reason.length() > LONGEST) {
            String rule = "at most %d characters are kept".formatted(LONGEST);
            throw new Invalid(
                    "TEXT_INVALID",
                    "The %s is not possible: %s.".formatted(field, rule),
                    List.of(new FieldProblem(field, rule, null)));
        }
        return reason;
    }
}
