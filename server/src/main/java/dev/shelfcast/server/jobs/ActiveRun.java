package dev.shelfcast.server.jobs;

import java.util.Map;

/** A run going on in this process; its state is written to the database by {@link Worker}, not by the job's thread. */
final class ActiveRun implements JobRun {

    private final Queue.Claimed claimed;
    private volatile Queue.Progress progress;
    private volatile Queue.Progress told;
    private volatile boolean stop;
    private volatile boolean calledOff;
    private volatile boolean stopSeen;
    private volatile boolean lost;
    private boolean ended;

    ActiveRun(Queue.Claimed claimed) {
        this.claimed = claimed;
        this.progress = new Queue.Progress(claimed.id(), 0, 0, "");
        this.told = progress;
    }

    @Override
    public long id() {
        return claimed.id();
    }

    String name() {
        return claimed.name();
    }

    @Override
    public Map<String, String> parameters() {
        return claimed.parameters();
    }

    @Override
    public void progress(long done, long total, String message) {
        progress = new Queue.Progress(claimed.id(), done, total, message);
    }

    @Override
    public boolean cancelled() {
        if (stop) {
            stopSeen = true;
        }
        return stop;
    }

    @Override
    public boolean calledOff() {
        return calledOff;
    }

    void callOff() {
        calledOff = true;
        stop = true;
    }

    Queue.Progress progress() {
        return progress;
    }

    /** Whether there is news since it was last asked. */
    boolean hasNews() {
        return told != progress;
    }

    void told(Queue.Progress news) {
        told = news;
    }

    void requestStop() {
        stop = true;
    }

    /** Another instance has taken the run over, so this one must not write about it any more. */
    void lose() {
        lost = true;
        stop = true;
    }

    boolean isLost() {
        return lost;
    }

    boolean hasSeenStop() {
        return stopSeen;
    }

    /** Progress and end are told one after the other, never the progress last. */
    synchronized void whileGoingOn(Runnable action) {
        if (!ended) {
            action.run();
        }
    }

    synchronized void end(Runnable action) {
        ended = true;
        action.run();
    }
}
