package dev.shelfcast.server.jobs;

import org.jspecify.annotations.Nullable;

/** Work that runs in the background; a bean of this type is found, shown and run. */
public interface Job {

    /** Stable, in kebab-case: it is stored with every run. */
    String name();

    /** One sentence for people. */
    String description();

    /** A Spring cron expression, or null for a job that runs only when asked. */
    default @Nullable String schedule() {
        return null;
    }

    /** Whether a run cut short by a stop of the server starts again; otherwise it is marked failed. */
    default boolean resumable() {
        return true;
    }

    /** Does the work, in transactions of its own; looks at {@link JobRun#cancelled()} now and then. */
    void run(JobRun run) throws Exception;
}
