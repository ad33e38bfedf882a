package dev.shelfcast.server.shared;

import java.util.List;

/** The request is beyond a limit of size. */
public final class TooLarge extends Refusal {

    private static final long serialVersionUID = 1;

    public TooLarge(String code, String detail) {
        super(Kind.TOO_LARGE, code, detail, List.of());
    }
}
