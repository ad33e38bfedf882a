package dev.shelfcast.server.jobs;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as the API shows it. */
record RunRow(
        long id,
        String name,
        @Nullable String key,
        Map<String, String> parameters,
        Status status,
        Instant requestedAt,
        String requestedBy,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long done,
        long total,
        String message,
        @Nullable String error) {

    enum Status {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }
}
