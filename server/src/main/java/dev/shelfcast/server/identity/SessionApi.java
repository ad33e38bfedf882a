package dev.shelfcast.server.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out of the web app: the tokens travel in cookies only. */
@RestController
@RequestMapping("/api/v1/session")
@Open
@Tag(name = "session")
class SessionApi {

    private final SignIn signIn;
    private final SessionCookies cookies;
    private final MoneySign money;

    SessionApi(SignIn signIn, SessionCookies cookies, MoneySign money) {
        this.signIn = signIn;
        this.cookies = cookies;
        this.money = money;
    }

    @PostMapping
    @Operation(summary = "Sign the web app in; sets cookies, answers the user")
    ResponseEntity<MeApi.Me> open(@Valid @RequestBody TokenApi.Credentials credentials, HttpServletRequest request) {
        return answer(
                signIn.withPassword(credentials.username(), credentials.password(), request.getRemoteAddr()), request);
    }

    @PostMapping("/refresh")
    @Operation(summary = "Prolong the web app's session by its refresh cookie")
    ResponseEntity<MeApi.Me> refresh(HttpServletRequest request) {
        SessionCookies.requireOwnPage(request);
        String token = cookies.findRefresh(request)
                .orElseThrow(() -> new BadCredentialsException("There is no session. Sign in."));
        return answer(signIn.withRefresh(token, RefreshTokens.GRACE_OF_A_BROWSER), request);
    }

    @DeleteMapping
    @Operation(summary = "Sign the web app out")
    ResponseEntity<Void> close(HttpServletRequest request) {
        cookies.findRefresh(request).ifPresent(token -> {
            SessionCookies.requireOwnPage(request);
            signIn.end(token);
        });
        return ResponseEntity.noContent().headers(cookies.clear(request)).build();
    }

    private ResponseEntity<MeApi.Me> answer(SignIn.Session session, HttpServletRequest request) {
        return ResponseEntity.ok()
                .headers(cookies.set(session.tokens(), request))
                .body(MeApi.Me.of(session.account(), money.currency()));
    }
}
