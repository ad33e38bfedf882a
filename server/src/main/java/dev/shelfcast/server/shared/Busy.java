package dev.shelfcast.server.shared;

import java.time.Duration;
import java.util.List;

/** Too much at once; the same request may succeed after a while. */
public final class Busy extends Refusal {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    public Busy(String code, String detail, Duration retryAfter) {
        super(Kind.BUSY, code, detail, List.of());
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
