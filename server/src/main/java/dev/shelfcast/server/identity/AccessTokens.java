package dev.shelfcast.server.identity;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
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

    private final JwtEncoder encoder;
    private final JwtDecoder decoder;
    private final Accounts accounts;
    private final TokenSettings settings;
    private final Clock clock;

    AccessTokens(SigningKey signingKey, Accounts accounts, TokenSettings settings, Clock clock) {
        this.encoder = new NimbusJwtEncoder(new ImmutableSecret<>(signingKey.key()));
        this.decoder = decoder(signingKey, clock);
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
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
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    /** Checks signature, issuer and expiry. */
    public JwtDecoder decoder() {
        return decoder;
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

    private static JwtDecoder decoder(SigningKey signingKey, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withSecretKey(signingKey.key())
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, new JwtIssuerValidator(ISSUER)));
        return decoder;
    }
}
