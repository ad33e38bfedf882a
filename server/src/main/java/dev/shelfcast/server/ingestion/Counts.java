package dev.shelfcast.server.ingestion;

/** How many rows and bytes of a file went where. */
record Counts(long read, long accepted, long skipped, long refused, long bytesRead, long bytesTotal) {}
