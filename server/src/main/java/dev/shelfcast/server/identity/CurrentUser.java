package dev.shelfcast.server.identity;

import dev.shelfcast.server.shared.Forbidden;
import dev.shelfcast.server.shared.StoreCode;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;

/** The user whose request is being answered; outside a request the system itself, which sees all stores. */
@Component
public final class CurrentUser {

    public String name() {
        return caller().name();
    }

    public Role role() {
        return caller().role();
    }

    public StoreScope scope() {
        return caller().scope();
    }

    /** Refuses a store outside the user's scope. */
    public void requireStore(StoreCode store) {
        Caller caller = caller();
        if (!caller.scope().includes(store)) {
            throw new Forbidden(
                    "STORE_OUT_OF_SCOPE",
                    "The user %s may not see the store %s. Maybe ask an administrator to add it."
                            .formatted(caller.name(), store));
        }
    }

    public Caller caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof SignedIn signedIn) {
            return signedIn.caller();
        }
        boolean inRequest = authentication != null || RequestContextHolder.getRequestAttributes() != null;
        return inRequest ? Caller.ANONYMOUS : Caller.SYSTEM;
    }

    /** The caller behind a principal, as a WebSocket session carries it; one who was not signed in sees nothing. */
    public Caller of(@Nullable Principal principal) {
        return principal instanceof SignedIn signedIn ? signedIn.caller() : Caller.ANONYMOUS;
    }
}
