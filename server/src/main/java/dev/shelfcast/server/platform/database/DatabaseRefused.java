package dev.shelfcast.server.platform.database;

import org.jspecify.annotations.Nullable;

/** Why the product cannot have its database, and what its owner can do about it. */
final class DatabaseRefused extends RuntimeException {
    private final String wayOut;

    DatabaseRefused(String reason, String wayOut) {
        this(reason, wayOut, null);
    }

    DatabaseRefused(String reason, String wayOut, @Nullable Throwable cause) {
        super(reason, cause);
        this.wayOut = wayOut;
    }

    String wayOut() {
        return wayOut;
    }
}
