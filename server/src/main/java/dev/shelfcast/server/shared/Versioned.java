package dev.shelfcast.server.shared;

/** What several people may change: its version goes out as its ETag, and comes back as {@link IfMatch}. */
public interface Versioned {

    /** Another one after every change. */
    int version();
}
