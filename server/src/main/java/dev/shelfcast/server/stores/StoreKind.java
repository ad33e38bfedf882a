package dev.shelfcast.server.stores;

/** What sort of place a store is: people come in, goods wait for shops, or only couriers come. */
public enum StoreKind {
    SHOP,
    WAREHOUSE,
    DARK_STORE
}
