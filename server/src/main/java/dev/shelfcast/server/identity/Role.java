package dev.shelfcast.server.identity;

/** What a user may do; which stores it may be done in is the {@link StoreScope}'s affair. */
public enum Role {
    ADMIN,
    PLANNER,
    STORE_MANAGER,
    ANALYST;

    /** Administrators and planners work for the whole chain. */
    boolean seesAllStores() {
        return this == ADMIN || this == PLANNER;
    }
}
