package dev.shelfcast.server.identity;

import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me")
@Reads
@Tag(name = "me")
class MeApi {

    private final Users users;
    private final PasswordCheck check;
    private final SignIn signIn;
    private final SessionCookies cookies;
    private final CurrentUser user;
    private final MoneySign money;

    MeApi(Users users, PasswordCheck check, SignIn signIn, SessionCookies cookies, CurrentUser user, MoneySign money) {
        this.users = users;
        this.check = check;
        this.signIn = signIn;
        this.cookies = cookies;
        this.user = user;
        this.money = money;
    }

    /**
     * {@code all_stores} tells a user who sees everything from one whose list of stores is empty; {@code currency} is
     * the chain's, by its ISO code, where it is known.
     */
    record Me(
            String username,
            String displayName,
            Role role,
            boolean allStores,
            List<String> stores,
            @Nullable String currency) {

        static Me of(Account account, @Nullable String currency) {
            return new Me(
                    account.username(),
                    account.displayName(),
                    account.role(),
                    account.caller().scope().all(),
                    account.stores(),
                    currency);
        }
    }

    record NewPassword(@NotEmpty String current, @NotEmpty String password) {

        @Override
        public String toString() {
            return "NewPassword[not shown]";
        }
    }

    @GetMapping
    @Operation(summary = "The signed-in user")
    Me me() {
        return Me.of(users.get(user.name()), money.currency());
    }

    @PutMapping("/password")
    @Operation(
            summary = "Change one's own password",
            description = "Ends all other sessions and all tokens; the calling browser gets new cookies.")
    ResponseEntity<Void> changePassword(@Valid @RequestBody NewPassword change, HttpServletRequest request) {
        try {
            check.checked(user.name(), change.current(), request.getRemoteAddr());
        } catch (BadCredentialsException e) {
            throw new Invalid(
                    "PASSWORD_WRONG",
                    "The current password is wrong.",
                    List.of(new FieldProblem("current", "is wrong", null)));
        }
        Account changed = users.changeOwnPassword(change.password());
        HttpHeaders headers = cookies.findAccess(request).isPresent()
                ? cookies.set(signIn.open(changed).tokens(), request)
                : new HttpHeaders();
        return ResponseEntity.noContent().headers(headers).build();
    }
}
