package dev.shelfcast.server.identity;

import dev.shelfcast.server.shared.StoreCode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of user_account with the codes of its stores. */
record Account(
        String username,
        String displayName,
        @Nullable String email,
        Role role,
        String passwordHash,
        boolean disabled,
        int generation,
        Instant createdAt,
        Instant changedAt,
        List<String> stores,
        int version) {

    Caller caller() {
        // An analyst without stores is one of the head office; a store manager without stores has none yet.
        boolean everything = role.seesAllStores() || role == Role.ANALYST && stores.isEmpty();
        StoreScope scope = everything
                ? StoreScope.everything()
                : StoreScope.only(stores.stream().map(StoreCode::of).collect(Collectors.toUnmodifiableSet()));
        return new Caller(username, role, scope);
    }

    @Override
    public String toString() {
        return "Account[%s, %s]".formatted(username, role);
    }
}
