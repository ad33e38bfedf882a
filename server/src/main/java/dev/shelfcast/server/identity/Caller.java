package dev.shelfcast.server.identity;

/** Who asks, with what role and for which stores. */
public record Caller(String name, Role role, StoreScope scope) {

    /** The server itself: schedules, jobs and start-up. */
    static final Caller SYSTEM = new Caller("system", Role.ADMIN, StoreScope.everything());

    /** A request without a token, on an open endpoint: sees nothing. */
    static final Caller ANONYMOUS = new Caller("anonymous", Role.ANALYST, StoreScope.only(java.util.Set.of()));
}
