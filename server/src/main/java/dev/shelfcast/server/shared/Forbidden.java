package dev.shelfcast.server.shared;

import java.util.List;

/** The user may not do this. */
public final class Forbidden extends Refusal {

    private static final long serialVersionUID = 1;

    public Forbidden(String code, String detail) {
        super(Kind.FORBIDDEN, code, detail, List.of());
    }
}
