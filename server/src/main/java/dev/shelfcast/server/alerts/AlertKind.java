package dev.shelfcast.server.alerts;

import java.time.Duration;

/** What an alert is about, and how often the same may be said. */
public enum AlertKind {
    /** The ledger does not agree with itself. */
    LEDGER_DIFFERENCE,
    /** More is promised to orders than lies on the shelf. */
    PROMISED_BEYOND_STOCK,
    /** A till has sold what the books did not have. A day's quiet gives whoever settles it the time to count. */
    NEGATIVE_STOCK(Duration.ofMinutes(1), Duration.ofDays(1)),
    /** Forecasts no longer fit, or what they are made of has changed. */
    DRIFT,
    /** A job has not ended well. */
    JOB_FAILED;

    private final Duration calm;
    private final Duration quiet;

    AlertKind() {
        this(Duration.ZERO, Duration.ZERO);
    }

    AlertKind(Duration calm, Duration quiet) {
        this.calm = calm;
        this.quiet = quiet;
    }

    /** Seen again within this time it is the same occurrence. */
    Duration calm() {
        return calm;
    }

    /** For so long after a person has resolved it the same is not raised again. */
    Duration quiet() {
        return quiet;
    }
}
