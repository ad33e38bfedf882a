package dev.shelfcast.server.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How many runs go on at once here, how long a silent run counts as alive, and how long ended runs are kept. */
@ConfigurationProperties("shelfcast.jobs")
record JobSettings(
        @DefaultValue("3") int threads,
        @DefaultValue("30s") Duration silence,
        @DefaultValue("90d") Duration history) {}
