package dev.shelfcast.server.shared;

import org.jspecify.annotations.Nullable;

/**
 * Which version a change is meant for, by the request's header: the ETag of what was changed. Clients without ETags may
 * give the version in the body instead.
 *
 * @param version null for whichever it is
 * @param byHeader whether the header says so
 */
public record IfMatch(@Nullable Integer version, boolean byHeader) {

    /** The request header. */
    public static final String HEADER = "If-Match";

    /** What the header says for whichever version it is. */
    public static final String WHICHEVER = "*";

    public static final IfMatch ANY = new IfMatch(null, false);

    /** An ETag that was never given out fits no version. */
    public static IfMatch of(String header) {
        if (header.strip().equals(WHICHEVER)) {
            return ANY;
        }
        boolean ours = header.strip().matches("\"\\d{1,9}\"");
        return new IfMatch(ours ? Integer.parseInt(header.strip().replace("\"", "")) : -1, true);
    }

    public static String tag(Versioned thing) {
        return "\"%d\"".formatted(thing.version());
    }

    /** The header goes before the body. */
    public IfMatch or(@Nullable Integer inBody) {
        return byHeader || inBody == null ? this : new IfMatch(inBody, false);
    }

    public boolean fits(int present) {
        return version == null || version == present;
    }

    /** What a change of another version is answered: 412 to the header, 409 to a version in the body. */
    public Refusal stale(String thing) {
        String detail =
                "%s was changed by somebody else in the meantime. Look at it again, then change it.".formatted(thing);
        return byHeader ? new Stale("STALE_VERSION", detail) : new Conflict("STALE_VERSION", detail);
    }
}
