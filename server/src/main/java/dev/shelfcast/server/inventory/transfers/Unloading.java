package dev.shelfcast.server.inventory.transfers;

import dev.shelfcast.server.inventory.Movement;
import dev.shelfcast.server.inventory.MovementKind;
import dev.shelfcast.server.inventory.Oversell;
import dev.shelfcast.server.shared.Conflict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works out what an arrival means for the books. Damaged and lost goods come in and are written off at once, so that
 * they show in the receiver's losses; more than was shipped is a variance of the receiver, since nobody can tell where
 * it came from.
 */
final class Unloading {

    private final TransferRows.Head head;
    private final Instant at;
    private final Map<TransferRows.Lot, BigDecimal> left = new LinkedHashMap<>();
    private final Map<TransferRows.Lot, BigDecimal> settled = new LinkedHashMap<>();
    private final List<Movement> movements = new ArrayList<>();

    Unloading(TransferRows.Head head, List<TransferRows.Lot> onTheRoad, Instant at) {
        this.head = head;
        this.at = at;
        onTheRoad.forEach(lot -> left.put(lot, lot.open()));
    }

    List<Movement> movements() {
        return movements;
    }

    Map<TransferRows.Lot, BigDecimal> settled() {
        return settled;
    }

    void take(TransferRows.Line line, Arrived arrived) {
        takeOffTheRoad(line, arrived, arrived.unsaleable(), "DAMAGED");
        takeOffTheRoad(line, arrived, arrived.missing(), "LOST_IN_TRANSIT");
        BigDecimal surplus = unload(line, arrived.lot(), arrived.good(), null);
        if (surplus.signum() > 0) {
            movements.add(movement(MovementKind.COUNT_VARIANCE, line, surplus)
                    .ofLot(arrived.lot(), null)
                    .because("OVER_RECEIVED"));
        }
    }

    private void takeOffTheRoad(TransferRows.Line line, Arrived arrived, BigDecimal quantity, String reason) {
        BigDecimal beyond = unload(line, arrived.lot(), quantity, reason);
        if (beyond.signum() > 0) {
            throw new Conflict(
                    "TRANSFER_EXCEEDED",
                    "Line %d of %s has %s on the road, and %s are said to be %s. Maybe count again."
                            .formatted(
                                    line.line(),
                                    head.number(),
                                    line.open().toPlainString(),
                                    quantity.toPlainString(),
                                    reason.equals("DAMAGED") ? "damaged" : "lost"));
        }
    }

    /** Answers what is beyond the goods on the road. */
    private BigDecimal unload(
            TransferRows.Line line, @Nullable String lotCode, BigDecimal quantity, @Nullable String writtenOff) {
        BigDecimal open = quantity;
        for (Map.Entry<TransferRows.Lot, BigDecimal> entry : left.entrySet()) {
            TransferRows.Lot lot = entry.getKey();
            boolean wanted = lot.line() == line.line() && (lotCode == null || lotCode.equals(nameOf(lot)));
            BigDecimal part = entry.getValue().min(open);
            if (!wanted || part.signum() <= 0) {
                continue;
            }
            entry.setValue(entry.getValue().subtract(part));
            settled.merge(lot, part, BigDecimal::add);
            movements.add(movement(MovementKind.TRANSFER_IN, line, part).ofLot(lot.code(), null));
            if (writtenOff != null) {
                movements.add(movement(MovementKind.WASTE, line, part)
                        .ofExactly(lot.code(), null)
                        .because(writtenOff)
                        // It came in a moment ago, so this takes nothing that was there: also where the books are below
                        // 0.
                        .overselling(Oversell.ALLOW));
            }
            open = open.subtract(part);
        }
        return open;
    }

    /** What a person calls it who means the goods without a lot and no others. */
    private static String nameOf(TransferRows.Lot lot) {
        String code = lot.code();
        return code == null ? Movement.WITHOUT_LOT : code;
    }

    private Movement movement(MovementKind kind, TransferRows.Line line, BigDecimal quantity) {
        return Movement.of(kind, head.toStoreId(), line.productId(), quantity, Transfers.origin(head, line.line()))
                .at(at);
    }
}
