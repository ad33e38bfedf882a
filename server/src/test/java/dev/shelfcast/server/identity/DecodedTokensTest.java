package dev.shelfcast.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

class DecodedTokensTest {

    private static final Instant ISSUED = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final AtomicReference<Instant> now = new AtomicReference<>(ISSUED);
    private final AtomicInteger decodings = new AtomicInteger();

    /** Checks the time as the real one does, and refuses what does not begin with "good". */
    private JwtDecoder decoder() {
        JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        times.setClock(clock);
        JwtDecoder real = token -> {
            decodings.incrementAndGet();
            Jwt jwt = Jwt.withTokenValue(token)
                    .header("alg", "HS256")
                    .issuedAt(ISSUED)
                    .expiresAt(ISSUED.plus(LIFETIME))
                    .build();
            if (!token.startsWith("good") || times.validate(jwt).hasErrors()) {
                throw new BadJwtException("refused");
            }
            return jwt;
        };
        return new DecodedTokens(real, times);
    }

    @Test
    void aTokenIsDecodedOnce() {
        JwtDecoder tokens = decoder();

        assertThat(tokens.decode("good one")).isSameAs(tokens.decode("good one"));
        assertThat(tokens.decode("good two").getTokenValue()).isEqualTo("good two");
        assertThat(decodings).hasValue(2);
    }

    @Test
    void aKnownTokenIsRefusedOnceItsTimeIsOver() {
        JwtDecoder tokens = decoder();
        tokens.decode("good");
        now.set(ISSUED.plus(LIFETIME).plusSeconds(1));

        assertThatThrownBy(() -> tokens.decode("good")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void aBadTokenIsNotRemembered() {
        JwtDecoder tokens = decoder();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        }
        assertThat(decodings).hasValue(2);
    }

    @Test
    void onlySoManyAreKept() {
        JwtDecoder tokens = decoder();
        for (int i = 0; i <= 2_000; i++) {
            tokens.decode("good " + i);
        }
        tokens.decode("good 2000");
        assertThat(decodings).hasValue(2_001);

        tokens.decode("good 0");
        assertThat(decodings).hasValue(2_002);
    }
}
