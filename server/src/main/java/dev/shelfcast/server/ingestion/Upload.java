package dev.shelfcast.server.ingestion;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** A file that was sent, and how far it is. */
record Upload(
        long id,
        @Nullable String kind,
        String fileName,
        String status,
        boolean dryRun,
        @Nullable String store,
        long rowsRead,
        long rowsAccepted,
        long rowsSkipped,
        long rowsRefused,
        long bytesRead,
        long bytesTotal,
        @Nullable OffsetDateTime startedAt,
        @Nullable OffsetDateTime finishedAt,
        @Nullable String message,
        String createdBy,
        OffsetDateTime createdAt,
        @Nullable String sha256,
        @JsonIgnore @Nullable String storedAs,
        @JsonIgnore boolean cancelAsked) {

    boolean ended() {
        return switch (status) {
            case "DONE", "FAILED", "CANCELLED", "UNDONE" -> true;
            default -> false;
        };
    }
}
