package dev.shelfcast.server.ingestion;

import java.io.IOException;

/** The import is to end early: its sender cancelled it, or the server stops. */
final class ImportStopped extends IOException {

    private static final long serialVersionUID = 1;

    private final boolean bySender;

    ImportStopped(boolean bySender) {
        super(bySender ? "cancelled" : "interrupted");
        this.bySender = bySender;
    }

    boolean bySender() {
        return bySender;
    }
}
