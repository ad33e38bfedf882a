package dev.shelfcast.server.demand;

/** A product in a store. */
public record DemandKey(long storeId, long productId) {}
