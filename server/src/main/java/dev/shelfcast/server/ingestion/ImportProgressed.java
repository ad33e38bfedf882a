package dev.shelfcast.server.ingestion;

import org.jspecify.annotations.Nullable;

/** An import has moved on; published at most twice a second per import, outside its transaction. */
public record ImportProgressed(
        long uploadId,
        @Nullable String kind,
        String status,
        long rowsRead,
        long rowsAccepted,
        long rowsSkipped,
        long rowsRefused,
        long bytesRead,
        long bytesTotal,
        String createdBy) {}
