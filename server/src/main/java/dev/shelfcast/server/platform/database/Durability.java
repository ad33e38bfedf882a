package dev.shelfcast.server.platform.database;

/** What a commit promises: everything in the product; nothing in tests, whose database is thrown away. */
public enum Durability {
    FULL(100, """
            fsync = on
            full_page_writes = on
            synchronous_commit = on
            """),
    /** Many test databases at once, each with a pool of its own. */
    THROWN_AWAY(400, """
            fsync = off
            full_page_writes = off
            synchronous_commit = off
            autovacuum = on
            """);

    private final int maxConnections;
    private final String settings;

    Durability(int maxConnections, String settings) {
        this.maxConnections = maxConnections;
        this.settings = settings;
    }

    int maxConnections() {
        return maxConnections;
    }

    String settings() {
        return settings;
    }
}
