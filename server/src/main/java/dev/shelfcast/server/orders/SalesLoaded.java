package dev.shelfcast.server.orders;

/** A batch of sales has been loaded or undone; published in its transaction. */
public record SalesLoaded(long batchId) {}
