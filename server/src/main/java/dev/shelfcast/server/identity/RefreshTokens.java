package dev.shelfcast.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Long-lived tokens, good for one use each. A token used twice was stolen or lost, so the whole family, that is the
 * sign-in with all its rotations, ends.
 */
@Component
class RefreshTokens {

    /** Two tabs of one browser share the cookie and may refresh at the same moment. */
    static final Duration GRACE_OF_A_BROWSER = Duration.ofSeconds(10);

    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final TokenSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RefreshTokens(JdbcClient jdbc, TokenSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    String issue(Account account) {
        return issue(account.username(), account.generation(), UUID.randomUUID());
    }

    record Rotated(String username, int generation, String refresh) {}

    /** A refusal still commits: the end of the family is its point. */
    @Transactional(propagation = Propagation.REQUIRES_NEW, noRollbackFor = BadCredentialsException.class)
    public Rotated rotate(String token, Duration grace) {
        Row row = find(token).orElseThrow(() -> new BadCredentialsException("The refresh token is not known."));
        Instant now = clock.instant();
        if (row.revoked() != null || !now.isBefore(row.expires())) {
            throw new BadCredentialsException("The refresh token has expired or was withdrawn. Sign in again.");
        }
        Instant used = row.used();
        if (used != null && !now.isBefore(used.plus(grace))) {
            revoke(row.family());
            throw new BadCredentialsException("The refresh token was used before; its session was ended.");
        }
        jdbc.sql("update identity.refresh_token set used_at = coalesce(used_at, :now) where hash = :hash")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("hash", hash(token))
                .update();
        return new Rotated(row.username(), row.generation(), issue(row.username(), row.generation(), row.family()));
    }

    /** Ends the session that the token belongs to; an unknown token is none. */
    void end(String token) {
        find(token).ifPresent(row -> revoke(row.family()));
    }

    int deleteExpired() {
        return jdbc.sql("delete from identity.refresh_token where expires_at < :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private record Row(
            UUID family,
            String username,
            int generation,
            Instant expires,
            @Nullable Instant used,
            @Nullable Instant revoked) {}

    private Optional<Row> find(String token) {
        return jdbc.sql("""
                        select family, username, generation, expires_at, used_at, revoked_at
                          from identity.refresh_token
                         where hash = :hash
                           for update
                        """)
                .param("hash", hash(token))
                .query((row, number) -> new Row(
                        row.getObject("family", UUID.class),
                        row.getString("username"),
                        row.getInt("generation"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("used_at", OffsetDateTime.class)),
                        instant(row.getObject("revoked_at", OffsetDateTime.class))))
                .optional();
    }

    private String issue(String username, int generation, UUID family) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into identity.refresh_token (hash, family, username, generation, issued_at, expires_at)
                        values (:hash, :family, :username, :generation, :now, :expires)
                        """)
                .param("hash", hash(token))
                .param("family", family)
                .param("username", username)
                .param("generation", generation)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", now.plus(settings.refresh()).atOffset(ZoneOffset.UTC))
                .update();
        return token;
    }

    private void revoke(UUID family) {
        jdbc.sql("""
                        update identity.refresh_token
                           set revoked_at = :now
                         where family = :family and revoked_at is null
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("family", family)
                .update();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
