package dev.shelfcast.server.inventory;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.stores.Stores;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes back what somebody wrote down by hand. A movement is taken back once, and a reversal never: whoever reversed
 * the wrong one writes the movement down again, so that the books tell what happened in the order in which it was said.
 */
@Component
class Reversals {

    private static final int LONGEST_REASON = 500;

    private final PostedRows rows;
    private final StockLedger ledger;
    private final Stores stores;
    private final ClosedBooks closed;
    private final BackDating backDating;
    private final CurrentUser user;
    private final AuditLog audit;

    Reversals(
            PostedRows rows,
            StockLedger ledger,
            Stores stores,
            ClosedBooks closed,
            BackDating backDating,
            CurrentUser user,
            AuditLog audit) {
        this.rows = rows;
        this.ledger = ledger;
        this.stores = stores;
        this.closed = closed;
        this.backDating = backDating;
        this.user = user;
        this.audit = audit;
    }

    /** Within the caller's transaction; the second time it is answered from the first. */
    TransactionResult reverse(long id, @Nullable String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new Invalid(
                    "REASON_INVALID",
                    "Taking a movement back needs a reason of 1 to %d characters.".formatted(LONGEST_REASON));
        }
        PostedRows.Row row = rows.list(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("UNKNOWN_MOVEMENT", "There is no movement %d.".formatted(id)));
        user.requireStore(stores.byId(row.key().storeId()).code());
        refuseReversal(row);
        refuseDocument(row);
        refuseTooOld(row);
        PostedMovement posted =
                ledger.reverse(List.of(id), reason, Oversell.REFUSE).get(0);
        if (!posted.repeated()) {
            audit.record(
                    "movement.reverse",
                    "movement",
                    Long.toString(id),
                    row,
                    Map.of("reason", reason, "reversal", posted.ids()));
        }
        return TransactionResult.posted(0, posted);
    }

    private static void refuseReversal(PostedRows.Row row) {
        Long original = row.reversesId();
        if (original != null) {
            throw new Conflict(
                    "REVERSAL_OF_A_REVERSAL",
                    "The movement %d takes back the movement %d, and stays. Maybe post that movement again."
                            .formatted(row.id(), original));
        }
    }

    private static void refuseDocument(PostedRows.Row row) {
        if (row.source().equals(ManualMovements.SOURCE)) {
            return;
        }
        String document = row.externalId() == null ? row.source() : row.externalId();
        throw new Conflict(
                "MOVEMENT_OF_A_DOCUMENT",
                "The movement %d belongs to %s and is taken back with it: %s."
                        .formatted(row.id(), document, wayOut(row.source())));
    }

    private static String wayOut(String source) {
        return switch (source) {
            case "SALE" -> "record a return, or void the sale";
            case "PURCHASE_ORDER" -> "send the goods back to the supplier, or count them";
            case "TRANSFER" -> "cancel the transfer while it is on the road, or send the goods back by another one";
            case "COUNT" -> "count again";
            case "IMPORT", "IMPORT_MATCHED" -> "take the upload back";
            default -> "correct it where it came from, or count the shelf";
        };
    }

    /** A reversal stands at the time of its original, unless the books are closed there; then it stands at now. */
    private void refuseTooOld(PostedRows.Row row) {
        OpenPeriods open = closed.openPeriods(Set.of(row.key().storeId()), Set.of(row.occurredAt()));
        Instant at = row.occurredAt();
        if (open.isOpen(row.key().storeId(), at)) {
            backDating.time(at.atOffset(ZoneOffset.UTC));
        }
    }
}
