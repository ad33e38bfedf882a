package dev.shelfcast.server.shared;

import java.util.List;

/** The change was meant for a version that somebody else has changed since. */
public final class Stale extends Refusal {

    private static final long serialVersionUID = 1;

    public Stale(String code, String detail) {
        super(Kind.STALE, code, detail, List.of());
    }
}
