package dev.shelfcast.server.ingestion;

import java.io.IOException;

/** The file as a whole cannot be imported; the message tells its sender why and what to do. */
final class UnreadableFile extends IOException {

    private static final long serialVersionUID = 1;

    UnreadableFile(String reason) {
        super(reason);
    }

    String reason() {
        String message = getMessage();
        return message == null ? "The file cannot be read." : message;
    }
}
