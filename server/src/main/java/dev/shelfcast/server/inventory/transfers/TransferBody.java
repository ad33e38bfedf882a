package dev.shelfcast.server.inventory.transfers;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to go from one store to another. */
record TransferBody(
        @Nullable StoreCode from,
        @Nullable StoreCode to,
        @Nullable OffsetDateTime expectedAt,
        @Nullable String note,
        @Nullable List<Line> lines) {

    private static final int MOST_LINES = 1_000;
    private static final int LONGEST_NOTE = 500;

    record Line(@Nullable Sku sku, @Nullable BigDecimal quantity) {}

    /** A line in which nothing is left open. */
    record Wish(Sku sku, BigDecimal quantity) {}

    StoreCode sender() {
        return given("from", from);
    }

    StoreCode receiver() {
        StoreCode receiver = given("to", to);
        if (receiver.equals(from)) {
            throw new Invalid("TRANSFER_TO_ITSELF", "The store %s cannot send goods to itself.".formatted(receiver));
        }
        return receiver;
    }

    @Nullable
    String checkedNote() {
        if (note != null && note.length() > LONGEST_NOTE) {
            throw new Invalid("NOTE_INVALID", "A note has at most %d characters.".formatted(LONGEST_NOTE));
        }
        return note;
    }

    List<Wish> wishes() {
        List<Line> given = given("lines", lines);
        if (given.isEmpty() || given.size() > MOST_LINES) {
            throw new Invalid(
                    "LINES_INVALID", "A transfer has 1 to %d lines, not %d.".formatted(MOST_LINES, given.size()));
        }
        return given.stream()
                .map(line ->
                        new Wish(given("lines.sku", line.sku()), positive(given("lines.quantity", line.quantity()))))
                .toList();
    }

    private static BigDecimal positive(BigDecimal quantity) {
        BigDecimal checked = Decimals.quantity(quantity);
        if (checked.signum() <= 0) {
            throw new Invalid("QUANTITY_INVALID", "A quantity is above 0, not %s.".formatted(checked));
        }
        return checked;
    }

    static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new Invalid("FIELD_MISSING", "The field %s is needed.".formatted(field));
        }
        return value;
    }
}
