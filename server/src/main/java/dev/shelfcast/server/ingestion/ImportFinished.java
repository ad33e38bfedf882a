package dev.shelfcast.server.ingestion;

import org.jspecify.annotations.Nullable;

/** An import has ended: DONE (published in its transaction), FAILED, CANCELLED or UNDONE. */
public record ImportFinished(
        long uploadId,
        @Nullable String kind,
        String status,
        boolean dryRun,
        long rowsAccepted,
        long rowsSkipped,
        long rowsRefused,
        String createdBy) {}
