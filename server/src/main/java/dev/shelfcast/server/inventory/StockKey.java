package dev.shelfcast.server.inventory;

/** A product in a store. */
public record StockKey(long storeId, long productId) {}
