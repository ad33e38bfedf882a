package dev.shelfcast.server.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.stereotype.Component;

/** From a password or a refresh token to a pair of tokens. */
@Component
class SignIn {

    private final Accounts accounts;
    private final Passwords passwords;
    private final SignInLimits limits;
    private final AccessTokens access;
    private final RefreshTokens refresh;
    private final TokenSettings settings;
    private final AuditLog audit;

    SignIn(
            Accounts accounts,
            Passwords passwords,
            SignInLimits limits,
            AccessTokens access,
            RefreshTokens refresh,
            TokenSettings settings,
            AuditLog audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.limits = limits;
        this.access = access;
        this.refresh = refresh;
        this.settings = settings;
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
        Account account = checked(name, password, address);
        audit.recordAs(name, new AuditLog.Deed("SIGNED_IN", "USER", name));
        return open(account);
    }

    /** The account, if the password is its own; also asked before a password is changed. */
    Account checked(String name, String password, String address) {
        SignInLimits.Attempt attempt = limits.begin(name, address);
        Optional<Account> account = accounts.find(name);
        boolean right;
        if (account.isEmpty()) {
            passwords.waste(password);
            right = false;
        } else {
            right = passwords.matches(password, account.get().passwordHash())
                    && !account.get().disabled();
        }
        if (!right) {
            // A mistyped name may be the password itself, so only the names of real users are recorded.
            String subject = account.map(Account::username).orElse("unknown");
            audit.recordAs("anonymous", new AuditLog.Deed("SIGN_IN_REFUSED", "USER", subject));
            throw new BadCredentialsException("The username or the password is wrong, or the user is disabled.");
        }
        attempt.succeeded();
        return account.orElseThrow();
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
                access.issue(account), refreshToken, "Bearer", settings.access().toSeconds());
    }
}
