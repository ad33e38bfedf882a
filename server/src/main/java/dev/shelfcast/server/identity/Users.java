package dev.shelfcast.server.identity;

import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.StoreCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes of users, each in the audit log. */
@Component
class Users {

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,63}");
    private static final List<String> RESERVED = List.of("system", "anonymous");

    private final Accounts accounts;
    private final Passwords passwords;
    private final AuditLog audit;
    private final CurrentUser user;

    Users(Accounts accounts, Passwords passwords, AuditLog audit, CurrentUser user) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.audit = audit;
        this.user = user;
    }

    @Transactional
    public Account create(UsersApi.NewUser wanted) {
        String username = Accounts.normal(wanted.username());
        if (!USERNAME.matcher(username).matches() || RESERVED.contains(username)) {
            String rule = "2 to 64 letters, digits, '.', '_', '@' or '-', and not a name of the server itself";
            throw new Invalid(
                    "USERNAME_INVALID",
                    "The username '%s' is not possible; it takes %s.".formatted(username, rule),
                    List.of(new FieldProblem("username", rule, username)));
        }
        String hash = passwords.hash(wanted.password());
        if (!accounts.insert(username, wanted.displayName(), blankAsNone(wanted.email()), wanted.role(), hash)) {
            throw new Conflict("USER_EXISTS", "There is already a user %s.".formatted(username));
        }
        accounts.replaceStores(username, codes(wanted.stores()));
        Account created = get(username);
        audit.record("USER_CREATED", "USER", username, null, UsersApi.User.of(created));
        return created;
    }

    @Transactional
    public Account change(String name, UsersApi.UserChange change) {
        String username = Accounts.normal(name);
        int administrators = accounts.lockAdministrators();
        accounts.lock(username);
        Account before = get(username);
        String password = change.password();
        Account wanted = new Account(
                username,
                Objects.requireNonNullElse(change.displayName(), before.displayName()),
                change.email() == null ? before.email() : blankAsNone(change.email()),
                Objects.requireNonNullElse(change.role(), before.role()),
                password == null ? before.passwordHash() : passwords.hash(password),
                Objects.requireNonNullElse(change.disabled(), before.disabled()),
                before.generation(),
                before.createdAt(),
                before.changedAt(),
                before.stores());
        boolean wasAdministrator = before.role() == Role.ADMIN && !before.disabled();
        boolean staysAdministrator = wanted.role() == Role.ADMIN && !wanted.disabled();
        if (wasAdministrator && !staysAdministrator && administrators == 1) {
            throw new Conflict(
                    "LAST_ADMINISTRATOR",
                    "%s is the last administrator. Make somebody else one first.".formatted(username));
        }
        accounts.update(wanted, password != null || wanted.disabled() && !before.disabled());
        List<StoreCode> stores = change.stores();
        if (stores != null) {
            accounts.replaceStores(username, codes(stores));
        }
        Account after = get(username);
        audit.record("USER_CHANGED", "USER", username, UsersApi.User.of(before), UsersApi.User.of(after));
        if (password != null) {
            audit.record("PASSWORD_CHANGED", "USER", username, null, null);
        }
        return after;
    }

    /** The current password is checked before the transaction, because a wrong one must be recorded. */
    @Transactional
    public Account changeOwnPassword(String password) {
        accounts.lock(user.name());
        Account account = get(user.name());
        accounts.update(
                new Account(
                        account.username(),
                        account.displayName(),
                        account.email(),
                        account.role(),
                        passwords.hash(password),
                        account.disabled(),
                        account.generation(),
                        account.createdAt(),
                        account.changedAt(),
                        account.stores()),
                true);
        audit.record("PASSWORD_CHANGED", "USER", account.username(), null, null);
        return get(account.username());
    }

    Account get(String username) {
        Optional<Account> account = accounts.find(username);
        return account.orElseThrow(() -> new NotFound("USER_UNKNOWN", "There is no user %s.".formatted(username)));
    }

    private static @Nullable String blankAsNone(@Nullable String email) {
        return email == null || email.isBlank() ? null : email;
    }

    private static List<String> codes(@Nullable List<StoreCode> stores) {
        return stores == null
                ? List.of()
                : stores.stream().map(StoreCode::value).distinct().toList();
    }
}
