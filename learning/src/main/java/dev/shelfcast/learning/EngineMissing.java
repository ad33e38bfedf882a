package dev.shelfcast.learning;

/** This machine lacks what a method needs; the message says what to add or which method to use instead. */
final class EngineMissing extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    EngineMissing(String message, Throwable cause) {
        super(message, cause);
    }

    EngineMissing(String message) {
        super(message);
    }
}
