package dev.shelfcast.server.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.stereotype.Component;

/** From a password or a refresh token to a pair of tokens. */
@Component
class SignIn {

    private final PasswordCheck check;
    private final Accounts accounts;
    private final AccessTokens access;
    private final RefreshTokens refresh;
    private final AuditLog audit;

    SignIn(PasswordCheck check, Accounts accounts, AccessTokens access, RefreshTokens refresh, AuditLog audit) {
        this.check = check;
        this.accounts = accounts;
        this.access = access;
        this.refresh = refresh;
        this.audit = audit;
    }

    /** The pair of tokens as {@code /api/token} answers it. */
    record Tokens(
            String access,
            String refresh,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {

        @Override
        public String toString() {
            return "Tokens[not shown]";
        }
    }

    record Session(Account account, Tokens tokens) {}

    Session withPassword(String username, String password, String address) {
        String name = Accounts.normal(username);
        Account account = check.checked(name, password, address);
        audit.recordAs(name, new AuditLog.Deed("SIGNED_IN", "USER", name));
        return open(account);
    }

    Session withRefresh(String token, Duration grace) {
        RefreshTokens.Rotated rotated = refresh.rotate(token, grace);
        Account account = accounts.find(rotated.username()).orElseThrow();
        if (account.disabled() || account.generation() != rotated.generation()) {
            throw new BadCredentialsException("The refresh token was withdrawn. Sign in again.");
        }
        return new Session(account, tokens(account, rotated.refresh()));
    }

    Session open(Account account) {
        return new Session(account, tokens(account, refresh.issue(account)));
    }

    void end(String refreshToken) {
        refresh.end(refreshToken);
    }

    private Tokens tokens(Account account, String refreshToken) {
        return new Tokens(
                access.issue(account), refreshToken, "Bearer", access.lifetime().toSeconds());
    }
}
