package dev.shelfcast.learning;

import dev.shelfcast.forecast.demand.Progress;
import java.util.concurrent.CancellationException;

/** Counts rounds of learning, or items forecast, over all threads and tells whoever listens, one thread at a time. */
final class Rounds {
    private final Progress progress;
    private long done;
    private boolean stopped;

    Rounds(Progress progress) {
        this.progress = progress;
    }

    /**
     * One round more.
     *
     * @throws CancellationException when the work is to stop
     */
    void next() {
        move(1);
    }

    /**
     * No round more, but the question whether the work is still wanted.
     *
     * @throws CancellationException when the work is to stop
     */
    void check() {
        move(0);
    }

    private synchronized void move(int rounds) {
        if (!stopped && Thread.currentThread().isInterrupted()) {
            throw new CancellationException("It was interrupted after " + done + " rounds.");
        }
        if (!stopped) {
            done += rounds;
            stopped = !progress.goOn(done);
        }
        if (stopped) {
            throw new CancellationException("It was stopped after " + done + " rounds.");
        }
    }
}
