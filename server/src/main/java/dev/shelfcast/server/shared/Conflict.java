package dev.shelfcast.server.shared;

import java.util.List;

/** The request does not fit the present state. */
public final class Conflict extends Refusal {

    private static final long serialVersionUID = 1;

    public Conflict(String code, String detail) {
        super(Kind.CONFLICT, code, detail, List.of());
    }
}
