package dev.shelfcast.server.shared;

import java.util.List;

/** The request itself is wrong, whatever the state. */
public final class Invalid extends Refusal {

    private static final long serialVersionUID = 1;

    public Invalid(String code, String detail) {
        this(code, detail, List.of());
    }

    public Invalid(String code, String detail, List<FieldProblem> fields) {
        super(Kind.INVALID, code, detail, fields);
    }
}
