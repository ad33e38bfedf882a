package dev.shelfcast.server.shared;

import java.util.List;

/** What was asked for does not exist, or not for this user. */
public final class NotFound extends Refusal {

    private static final long serialVersionUID = 1;

    public NotFound(String code, String detail) {
        super(Kind.NOT_FOUND, code, detail, List.of());
    }
}
