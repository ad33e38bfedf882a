package dev.shelfcast.server.platform;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Permission;
import dev.shelfcast.server.identity.SessionCookies;
import dev.shelfcast.server.identity.SignedIn;
import dev.shelfcast.server.shared.Forbidden;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.RequestPath;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Enforces the permission that every controller method declares. The server does not start with a method that declares
 * none, so that an endpoint cannot be left open by forgetting.
 */
@Component
class HandlerPermissions implements HandlerInterceptor, SmartInitializingSingleton {

    private static final String OURS = "dev.shelfcast.";
    private static final String OPEN = "shelfcast.open_handler";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final ObjectProvider<RequestMappingHandlerMapping> mapping;
    private final CurrentUser user;
    private final Map<HandlerMethod, Permission> known = new ConcurrentHashMap<>();
    private volatile List<Door> open = List.of();

    /** The mapping is asked for late, because it is made with this interceptor. */
    HandlerPermissions(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mapping,
            CurrentUser user) {
        this.mapping = mapping;
        this.user = user;
    }

    /** A path and its methods that need no token. */
    private record Door(Set<PathPattern> patterns, Set<RequestMethod> methods) {

        boolean leadsTo(RequestPath path, HttpMethod method) {
            return (methods.isEmpty()
                            || methods.stream()
                                    .anyMatch(one -> one.asHttpMethod().equals(method)))
                    && patterns.stream().anyMatch(pattern -> pattern.matches(path.pathWithinApplication()));
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<RequestMappingInfo, HandlerMethod> handlers = mapping.getObject().getHandlerMethods();
        List<String> without = handlers.values().stream()
                .filter(HandlerPermissions::isOurs)
                .filter(handler -> Permission.find(handler.getMethod(), handler.getBeanType())
                        .isEmpty())
                .map(HandlerMethod::getShortLogMessage)
                .toList();
        if (!without.isEmpty()) {
            throw new IllegalStateException(
                    "Controller methods without @Open, @Reads, @Operates, @Plans or @Administers: " + without);
        }
        open = handlers.entrySet().stream()
                .filter(entry -> isOurs(entry.getValue()) && permission(entry.getValue()) == Permission.OPEN)
                .map(entry -> new Door(
                        entry.getKey().getPathPatternsCondition() == null
                                ? Set.of()
                                : entry.getKey().getPathPatternsCondition().getPatterns(),
                        entry.getKey().getMethodsCondition().getMethods()))
                .collect(Collectors.toUnmodifiableList());
    }

    /** Whether a request reaches a handler that needs no token. */
    boolean isOpen(HttpServletRequest request) {
        if (request.getAttribute(OPEN) instanceof Boolean known) {
            return known;
        }
        boolean found = leadsToOpenDoor(request);
        request.setAttribute(OPEN, found);
        return found;
    }

    private boolean leadsToOpenDoor(HttpServletRequest request) {
        RequestPath path = RequestPath.parse(request.getRequestURI(), request.getContextPath());
        HttpMethod method = HttpMethod.valueOf(request.getMethod());
        return open.stream().anyMatch(door -> door.leadsTo(path, method));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() != DispatcherType.REQUEST
                || !(handler instanceof HandlerMethod method)
                || !isOurs(method)) {
            return true;
        }
        Permission permission = known.computeIfAbsent(method, HandlerPermissions::permission);
        if (permission == Permission.OPEN) {
            return true;
        }
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn)) {
            throw new InsufficientAuthenticationException("An access token is needed. Sign in.");
        }
        if (!permission.allows(user.role())) {
            throw new Forbidden(
                    "ROLE_INSUFFICIENT",
                    "The user %s is %s; this is for %s."
                            .formatted(user.name(), user.role(), new java.util.TreeSet<>(permission.roles())));
        }
        if (TokenResolver.isByCookie(request) && !READING.contains(request.getMethod())) {
            SessionCookies.requireOwnPage(request);
        }
        return true;
    }

    private static Permission permission(HandlerMethod handler) {
        return Permission.find(handler.getMethod(), handler.getBeanType()).orElseThrow();
    }

    private static boolean isOurs(HandlerMethod handler) {
        return handler.getBeanType().getName().startsWith(OURS)
                && !handler.getBeanType().equals(ErrorPage.class);
    }
}
