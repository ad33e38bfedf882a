package dev.shelfcast.server.platform;

import dev.shelfcast.server.identity.AccessTokens;
import dev.shelfcast.server.identity.SignedIn;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * Who gets past the door: under {@code /api} only a request with a valid token, except where a handler is declared open
 * and for the API's own description. What a user may do there is decided by {@link HandlerPermissions}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityChain {

    /** The API's description and its two readers. */
    private static final List<String> DESCRIPTION =
            List.of("/api/openapi.json", "/api/docs", "/api/redoc", "/api/swagger-ui");

    private final WebSettings settings;

    SecurityChain(WebSettings settings) {
        this.settings = settings;
    }

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            TokenResolver tokenResolver,
            AccessTokens tokens,
            HandlerPermissions permissions,
            Problems problems) {
        AuthenticationEntryPoint refused =
                (request, response, e) -> problems.write(ProblemAdvice.unauthenticated(e), request, response);
        AccessDeniedHandler denied = (request, response, e) -> problems.write(
                Problems.Problem.of(HttpStatus.FORBIDDEN, "FORBIDDEN", "The signed-in user may not do this."),
                request,
                response);
        http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .cors(Customizer.withDefaults())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(refused).accessDeniedHandler(denied))
                .oauth2ResourceServer(server -> server.bearerTokenResolver(tokenResolver)
                        .authenticationEntryPoint(refused)
                        .accessDeniedHandler(denied)
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(tokens::signedIn)))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers((RequestMatcher) request -> needsToken(request, permissions, settings))
                        .access((authentication, context) ->
                                new AuthorizationDecision(authentication.get() instanceof SignedIn))
                        .anyRequest()
                        .permitAll())
                .headers(headers -> headers(headers, settings));
        return http.build();
    }

    @Bean
    JwtDecoder jwtDecoder(AccessTokens tokens) {
        return tokens.decoder();
    }

    /**
     * Requests are measured once, by {@code http.server.requests}. Each filter of the chain measured by itself took a
     * tenth of the time of a till's sale.
     */
    @Bean
    SecurityObservationSettings noObservationOfEachFilter() {
        return SecurityObservationSettings.noObservations();
    }

    /** There is no second way to sign in; without this bean Spring Boot would make up a user of its own. */
    @Bean
    UserDetailsService noOtherUsers() {
        return username -> {
            throw new UsernameNotFoundException("users sign in with tokens");
        };
    }

    @Bean
    CorsConfigurationSource corsConfigurationSource() {
        CorsConfiguration others = new CorsConfiguration();
        others.setAllowedOrigins(settings.allowedOrigins());
        others.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        others.setAllowedHeaders(List.of("Authorization", "Content-Type", "Idempotency-Key", CorrelationFilter.HEADER));
        others.setExposedHeaders(List.of(CorrelationFilter.HEADER, "Retry-After", "Location"));
        // Other sites bring a token of their own; the cookies are the web app's.
        others.setAllowCredentials(false);
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", others);
        return source;
    }

    /** Paths on which a token is looked for. */
    static boolean isGuarded(HttpServletRequest request) {
        String path = path(request);
        return (path.equals("/api") || path.startsWith("/api/"))
                        && DESCRIPTION.stream()
                                .noneMatch(described -> path.equals(described) || path.startsWith(described + "/"))
                || path.equals("/metrics");
    }

    private static boolean needsToken(
            HttpServletRequest request, HandlerPermissions permissions, WebSettings settings) {
        if (path(request).equals("/metrics")) {
            return !settings.openMetrics();
        }
        return isGuarded(request) && !permissions.isOpen(request);
    }

    /** Decoded, as the handlers see it: an escaped letter must not lead past the door. */
    private static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers, WebSettings settings) {
        headers.contentTypeOptions(Customizer.withDefaults())
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .cacheControl(Customizer.withDefaults())
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .addHeaderWriter(new StaticHeadersWriter(
                        "Permissions-Policy", "geolocation=(), microphone=(), payment=(), camera=(self)"))
                .addHeaderWriter(new StaticHeadersWriter("Cross-Origin-Opener-Policy", "same-origin"))
                .addHeaderWriter((request, response) ->
                        response.setHeader("Content-Security-Policy", contentPolicy(path(request), settings)));
    }

    private static String contentPolicy(String path, WebSettings settings) {
        boolean reader =
                Set.of("/api/docs", "/api/redoc", "/api/swagger-ui").stream().anyMatch(path::startsWith);
        String images = String.join(" ", settings.imageSources());
        // Styles are set by the component library and the two readers at run time; scripts never are.
        return "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
                + "img-src 'self' data: blob: " + images + "; connect-src 'self'; object-src 'none'; base-uri 'self'; "
                + "form-action 'self'; frame-ancestors 'none'; worker-src 'self' blob:"
                + (reader ? "; child-src 'self' blob:" : "");
    }
}
