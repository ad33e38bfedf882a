package dev.shelfcast.server.identity;

import dev.shelfcast.server.shared.IfMatch;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.shared.Versioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/users")
@Administers
@Tag(name = "users")
class UsersApi {

    private final Accounts accounts;
    private final Users users;

    UsersApi(Accounts accounts, Users users) {
        this.accounts = accounts;
        this.users = users;
    }

    /** An address is needed by those who want to be mailed, such as of critical alerts. */
    record User(
            String username,
            String displayName,
            @Nullable String email,
            Role role,
            List<String> stores,
            boolean disabled,
            Instant createdAt,
            Instant changedAt,
            int version)
            implements Versioned {

        static User of(Account account) {
            return new User(
                    account.username(),
                    account.displayName(),
                    account.email(),
                    account.role(),
                    account.stores(),
                    account.disabled(),
                    account.createdAt(),
                    account.changedAt(),
                    account.version());
        }
    }

    record NewUser(
            @NotBlank String username,
            @NotBlank @Size(max = 200) String displayName,
            @Size(max = 200) @Email @Nullable String email,
            @NotNull Role role,
            @Size(max = 5000) @Nullable List<StoreCode> stores,
            @NotEmpty String password) {

        @Override
        public String toString() {
            return "NewUser[%s, %s]".formatted(username, role);
        }
    }

    /** What is absent stays as it is; an empty address takes it away. */
    record UserChange(
            @Size(min = 1, max = 200) @Nullable String displayName,
            @Size(max = 200) @Email @Nullable String email,
            @Nullable Role role,
            @Size(max = 5000) @Nullable List<StoreCode> stores,
            @Nullable Boolean disabled,
            @Nullable String password) {

        @Override
        public String toString() {
            return "UserChange[not shown]";
        }
    }

    @GetMapping
    @Operation(summary = "All users")
    Listing<User> list(Paging paging) {
        Listing<Account> page = accounts.list(paging);
        return new Listing<>(page.data().stream().map(User::of).toList(), page.meta());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a user")
    User create(@Valid @RequestBody NewUser user) {
        return User.of(users.create(user));
    }

    @GetMapping("/{username}")
    @Operation(summary = "A user")
    User get(@PathVariable String username) {
        return User.of(users.get(username));
    }

    @PatchMapping("/{username}")
    @Operation(
            summary = "Change a user's name, role, stores or password, or disable the user",
            description = "Users are never deleted. A disabled user is signed out everywhere.")
    User change(
            @PathVariable String username,
            @Valid @RequestBody UserChange change,
            @RequestHeader(name = IfMatch.HEADER, defaultValue = IfMatch.WHICHEVER) IfMatch match) {
        return User.of(users.change(username, change, match));
    }
}
