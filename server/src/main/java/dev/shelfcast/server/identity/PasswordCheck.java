package dev.shelfcast.server.identity;

import java.util.Optional;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.stereotype.Component;

/** Whether a password is a user's own; wrong ones are counted and recorded. */
@Component
class PasswordCheck {

    private final Accounts accounts;
    private final Passwords passwords;
    private final SignInLimits limits;
    private final AuditLog audit;

    PasswordCheck(Accounts accounts, Passwords passwords, SignInLimits limits, AuditLog audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.limits = limits;
        this.audit = audit;
    }

    /** The account, if the password is its own and it is not disabled. */
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
}
