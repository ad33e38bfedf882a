package dev.shelfcast.server.jobs;

import java.util.Map;

/** One execution of a job, seen from inside. */
public interface JobRun {

    long id();

    Map<String, String> parameters();

    /** Cheap: it may be called for every row. A total of 0 means unknown. */
    void progress(long done, long total, String message);

    /** True when somebody asked to stop, or another instance took the run over. */
    boolean cancelled();

    /** True when a person called the run off, who doesn't want it to go on after a restart. */
    boolean calledOff();
}
