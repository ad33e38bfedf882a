package dev.shelfcast.server.identity;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A request's caller, proven by a token; also the principal of a WebSocket session. */
public final class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1;

    private final transient Caller caller;

    public SignedIn(Caller caller) {
        super(List.of(new SimpleGrantedAuthority(caller.role().name())));
        this.caller = caller;
        setAuthenticated(true);
    }

    public Caller caller() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.name();
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    /** The token is checked once and not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }
}
