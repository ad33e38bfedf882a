package dev.shelfcast.server.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Remembers the tokens whose signature was found good, since a till sends the same one with every sale. What time can
 * change, the validator says of each request.
 */
final class DecodedTokens implements JwtDecoder {

    private static final int MOST = 2_000;

    private final JwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> times;
    private final Map<String, Jwt> good = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Jwt> eldest) {
            return size() > MOST;
        }
    };

    DecodedTokens(JwtDecoder decoder, OAuth2TokenValidator<Jwt> times) {
        this.decoder = decoder;
        this.times = times;
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = find(token);
        if (known != null && !times.validate(known).hasErrors()) {
            return known;
        }
        Jwt decoded = decoder.decode(token);
        synchronized (good) {
            good.put(token, decoded);
        }
        return decoded;
    }

    private @Nullable Jwt find(String token) {
        synchronized (good) {
            return good.get(token);
        }
    }
}
