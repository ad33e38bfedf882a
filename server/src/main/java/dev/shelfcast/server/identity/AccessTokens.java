package dev.shelfcast.server.identity;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextRestartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** Short-lived signed tokens; role and stores are not in them but looked up, so that a change holds at once. */
@Component
public class AccessTokens {

    private static final String ISSUER = "shelfcast";
    private static final String GENERATION = "gen";

    private final SigningKey signingKey;
    private final Accounts accounts;
    private final TokenSettings settings;
    private final Clock clock;
    private volatile @Nullable Signing signing;

    private record Signing(JwtEncoder encoder, JwtDecoder decoder) {}

    AccessTokens(SigningKey signingKey, Accounts accounts, TokenSettings settings, Clock clock) {
        this.signingKey = signingKey;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    Duration lifetime() {
        return settings.access();
    }

    String issue(Account account) {
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(ISSUER)
                .subject(account.username())
                .id(UUID.randomUUID().toString())
                .issuedAt(now)
                .expiresAt(now.plus(settings.access()))
                .claim(GENERATION, account.generation())
                .build();
        JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).build();
        return signing()
                .encoder()
                .encode(JwtEncoderParameters.from(header, claims))
                .getTokenValue();
    }

    /** Checks signature, issuer and expiry. */
    public JwtDecoder decoder() {
        return token -> signing().decoder().decode(token);
    }

    /** A context that starts again may have another database before it. */
    @EventListener(ContextRestartedEvent.class)
    void forget() {
        signing = null;
    }

    /** The user that a checked token stands for, refused when disabled or signed out since. */
    public SignedIn signedIn(Jwt token) {
        Account account = accounts.findRecent(Objects.requireNonNullElse(token.getSubject(), ""))
                .orElseThrow(() -> new BadCredentialsException("The token's user does not exist any more."));
        Long generation = token.getClaim(GENERATION);
        if (account.disabled() || generation == null || generation != account.generation()) {
            throw new BadCredentialsException("The token has been withdrawn. Sign in again.");
        }
        return new SignedIn(account.caller());
    }

    private Signing signing() {
        Signing known = signing;
        if (known == null) {
            SecretKey key = signingKey.read();
            known = new Signing(new NimbusJwtEncoder(new ImmutableSecret<>(key)), decoder(key, clock));
            signing = known;
        }
        return known;
    }

    private static JwtDecoder decoder(SecretKey key, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, new JwtIssuerValidator(ISSUER)));
        return new DecodedTokens(decoder, times);
    }
}
