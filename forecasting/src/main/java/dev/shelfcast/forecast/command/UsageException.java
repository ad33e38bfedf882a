package dev.shelfcast.forecast.command;

/** A command or a file that cannot be worked with; the message is for the person who typed it. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
