package dev.shelfcast.server.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "tokens")
class TokenApi {

    private final SignIn signIn;

    TokenApi(SignIn signIn) {
        this.signIn = signIn;
    }

    record Credentials(@NotBlank String username, @NotEmpty String password) {

        @Override
        public String toString() {
            return "Credentials[not shown]";
        }
    }

    record Refresh(@NotBlank String refresh) {

        @Override
        public String toString() {
            return "Refresh[not shown]";
        }
    }

    @Open
    @PostMapping({"/api/token", "/api/v1/auth/login"})
    @Operation(summary = "Sign in with a password; answers an access and a refresh token")
    ResponseEntity<SignIn.Tokens> token(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        return answer(signIn.withPassword(credentials.username(), credentials.password(), request.getRemoteAddr()));
    }

    @Open
    @PostMapping("/api/token/refresh")
    @Operation(
            summary = "Exchange a refresh token for a new pair",
            description = "A refresh token is good for one use. A second use ends the whole session.")
    ResponseEntity<SignIn.Tokens> refresh(@Valid @RequestBody Refresh refresh) {
        return answer(signIn.withRefresh(refresh.refresh(), Duration.ZERO));
    }

    private static ResponseEntity<SignIn.Tokens> answer(SignIn.Session session) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(session.tokens());
    }
}
