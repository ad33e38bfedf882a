package dev.shelfcast.server.platform;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The server towards browsers: which other sites may call the API, how large a body without a file may be, from where
 * pictures (map tiles) may come, and whether {@code /metrics} answers without a token.
 */
@ConfigurationProperties("shelfcast.web")
record WebSettings(
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("10MB") DataSize largestBody,
        @DefaultValue List<String> imageSources,
        @DefaultValue("true") boolean openMetrics) {}
