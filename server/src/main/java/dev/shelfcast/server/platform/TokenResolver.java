package dev.shelfcast.server.platform;

import dev.shelfcast.server.identity.SessionCookies;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.stereotype.Component;

/** Finds the access token in the header or, for browsers, in the cookie. */
@Component
class TokenResolver implements BearerTokenResolver {

    private static final String BY_COOKIE = "shelfcast.token_by_cookie";

    private final BearerTokenResolver header = new DefaultBearerTokenResolver();
    private final SessionCookies cookies;
    private final HandlerPermissions permissions;

    TokenResolver(SessionCookies cookies, HandlerPermissions permissions) {
        this.cookies = cookies;
        this.permissions = permissions;
    }

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        // A worn-out token must not stand in the way of signing in, nor of the page itself.
        if (!SecurityChain.isGuarded(request) || permissions.isOpen(request)) {
            return null;
        }
        String token = header.resolve(request);
        if (token != null) {
            return token;
        }
        String cookie = cookies.findAccess(request).orElse(null);
        if (cookie != null) {
            request.setAttribute(BY_COOKIE, true);
        }
        return cookie;
    }

    static boolean isByCookie(HttpServletRequest request) {
        return request.getAttribute(BY_COOKIE) != null;
    }
}
