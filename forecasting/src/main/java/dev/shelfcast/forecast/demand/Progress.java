package dev.shelfcast.forecast.demand;

/** Hears how far a batch has come, and may stop it; called by one thread at a time. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing and never stops. */
    Progress NONE = done -> true;

    /**
     * Called after each chunk of items.
     *
     * @param done items finished so far
     * @return false to stop: no further item is handed out, and the run answers with what was done
     */
    boolean goOn(long done);
}
