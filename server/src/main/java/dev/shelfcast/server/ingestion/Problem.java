package dev.shelfcast.server.ingestion;

import org.jspecify.annotations.Nullable;

/** One thing about one line of a file that its sender should know. */
record Problem(long line, @Nullable String column, @Nullable String value, String reason, Severity severity) {

    enum Severity {
        /** The row is not in. */
        ERROR,
        /** The row is in, but look at it. */
        WARNING,
        /** The row was in already. */
        SKIPPED
    }
}
