package dev.shelfcast.server.mail;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The mail server that purchase orders and alerts go out by; without a host and a sender nothing is mailed. */
@ConfigurationProperties("shelfcast.mail")
public record MailSettings(
        @Nullable String host,
        @DefaultValue("587") int port,
        @Nullable String username,
        @Nullable String password,
        @Nullable String from,
        @DefaultValue("STARTTLS") Security security,
        @DefaultValue("20s") Duration timeout) {

    /** How the wire is kept secret. */
    public enum Security {
        /** Encrypted from the first byte, mostly on port 465. */
        TLS,
        /** Refuses a server that does not encrypt. */
        STARTTLS,
        NONE
    }

    /** Whether mail can go out at all. */
    public boolean complete() {
        return host != null && !host.isBlank() && from != null && !from.isBlank();
    }

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "MailSettings[%s:%d, from %s, %s]".formatted(host, port, from, security);
    }
}
