package dev.shelfcast.server.inventory;

/** A batch of movements has been posted; published in its transaction. */
public record StockMovedInBulk(long batchId, long movements) {}
