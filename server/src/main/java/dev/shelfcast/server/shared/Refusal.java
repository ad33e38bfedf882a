package dev.shelfcast.server.shared;

import java.util.List;

/** A request that is understood and not done: its detail names the values and the way out. */
public abstract class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What sort of refusal it is, which decides the status of the answer. */
    public enum Kind {
        NOT_FOUND,
        INVALID,
        CONFLICT,
        STALE,
        FORBIDDEN,
        TOO_LARGE,
        BUSY
    }

    private final Kind kind;
    private final String code;
    private final transient List<FieldProblem> fields;

    protected Refusal(Kind kind, String code, String detail, List<FieldProblem> fields) {
        super(detail);
        this.kind = kind;
        this.code = code;
        this.fields = List.copyOf(fields);
    }

    public Kind kind() {
        return kind;
    }

    /** Stable, in capitals; programs decide by it. */
    public String code() {
        return code;
    }

    /** The sentence for people. */
    public String detail() {
        String message = getMessage();
        return message == null ? code : message;
    }

    public List<FieldProblem> fields() {
        return fields;
    }
}
