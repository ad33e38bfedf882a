package dev.shelfcast.server.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one movement of a request: its index there, its rows, or why it was refused. */
record TransactionResult(
        int index,
        String status,
        List<Long> movementIds,
        @Nullable String code,
        @Nullable String detail) {

    static TransactionResult posted(int index, PostedMovement posted) {
        return new TransactionResult(index, posted.repeated() ? "REPEATED" : "POSTED", posted.ids(), null, null);
    }

    static TransactionResult refused(int index, String code, String detail) {
        return new TransactionResult(index, "REFUSED", List.of(), code, detail);
    }

    boolean accepted() {
        return code == null;
    }
}
