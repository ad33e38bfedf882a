package dev.shelfcast.server.identity;

import dev.shelfcast.server.shared.Forbidden;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** The web app's tokens, kept in cookies that scripts cannot read. */
@Component
public class SessionCookies {

    /** Other sites cannot send this header without asking, so its presence shows that our own page writes. */
    public static final String WRITE_HEADER = "X-Requested-With";

    private static final String WRITE_VALUE = "shelfcast";
    private static final String ACCESS = "shelfcast_access";
    private static final String REFRESH = "shelfcast_refresh";
    private static final String ACCESS_PATH = "/api";
    private static final String REFRESH_PATH = "/api/v1/session";

    private final TokenSettings settings;

    SessionCookies(TokenSettings settings) {
        this.settings = settings;
    }

    /** The access token of a browser's request. */
    public Optional<String> findAccess(HttpServletRequest request) {
        return find(request, ACCESS);
    }

    Optional<String> findRefresh(HttpServletRequest request) {
        return find(request, REFRESH);
    }

    /** Refuses a write on the strength of a cookie that does not come from our own page. */
    public static void requireOwnPage(HttpServletRequest request) {
        if (!WRITE_VALUE.equals(request.getHeader(WRITE_HEADER))) {
            throw new Forbidden(
                    "WRITE_HEADER_MISSING",
                    "A change that is authorised by a cookie needs the header %s: %s."
                            .formatted(WRITE_HEADER, WRITE_VALUE));
        }
    }

    HttpHeaders set(SignIn.Tokens tokens, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.add(HttpHeaders.SET_COOKIE, cookie(ACCESS, tokens.access(), ACCESS_PATH, settings.access(), request));
        headers.add(
                HttpHeaders.SET_COOKIE, cookie(REFRESH, tokens.refresh(), REFRESH_PATH, settings.refresh(), request));
        return headers;
    }

    HttpHeaders clear(HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.add(HttpHeaders.SET_COOKIE, cookie(ACCESS, "", ACCESS_PATH, Duration.ZERO, request));
        headers.add(HttpHeaders.SET_COOKIE, cookie(REFRESH, "", REFRESH_PATH, Duration.ZERO, request));
        return headers;
    }

    private static String cookie(String name, String value, String path, Duration age, HttpServletRequest request) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path(path)
                .maxAge(age)
                .build()
                .toString();
    }

    private static Optional<String> find(HttpServletRequest request, String name) {
        Cookie cookie = WebUtils.getCookie(request, name);
        return cookie == null || cookie.getValue().isBlank() ? Optional.empty() : Optional.of(cookie.getValue());
    }
}
