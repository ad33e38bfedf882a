package dev.shelfcast.server.orders.purchases;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The mail server that purchase orders go out by; without a host and a sender they are sent by hand. */
@ConfigurationProperties("shelfcast.mail")
record MailSettings(
        @Nullable String host,
        @DefaultValue("587") int port,
        @Nullable String username,
        @Nullable String password,
        @Nullable String from,
        @DefaultValue("STARTTLS") Security security,
        @DefaultValue("20s") Duration timeout) {

    enum Security {
        /** Encrypted from the first byte, mostly on port 465. */
        TLS,
        /** Refuses a server that does not encrypt. */
        STARTTLS,
        NONE
    }

    boolean complete() {
        return host != null && !host.isBlank() && from != null && !from.isBlank();
    }

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "MailSettings[%s:%d, from %s, %s]".formatted(host, port, from, security);
    }
}
