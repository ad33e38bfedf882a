package dev.shelfcast.server.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes what has run out: refresh tokens past their end and answers kept for repeated requests. */
@Component
class Expired {

    /** A client that repeats a request after a week has a new intention. */
    private static final Duration ANSWERS_KEPT = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final RefreshTokens refresh;
    private final Clock clock;

    Expired(JdbcClient jdbc, RefreshTokens refresh, Clock clock) {
        this.jdbc = jdbc;
        this.refresh = refresh;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void remove() {
        refresh.deleteExpired();
        jdbc.sql("delete from identity.repeated_request where recorded_at < :limit")
                .param("limit", clock.instant().minus(ANSWERS_KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }
}
