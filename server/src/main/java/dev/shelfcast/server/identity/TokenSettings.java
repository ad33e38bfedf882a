package dev.shelfcast.server.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How long tokens hold, and how often a wrong password may be tried per minute. */
@ConfigurationProperties("shelfcast.tokens")
record TokenSettings(
        @DefaultValue("15m") Duration access,
        @DefaultValue("30d") Duration refresh,
        @DefaultValue("10") int wrongPasswordsPerUser,
        @DefaultValue("100") int wrongPasswordsPerAddress) {}
