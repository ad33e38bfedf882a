package dev.shelfcast.learning;

import dev.shelfcast.forecast.demand.Progress;
import java.util.concurrent.CancellationException;

/** Counts rounds of learning over all models at work and tells whoever listens, one thread at a time. */
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
     * @throws CancellationException when learning is to stop
     */
    synchronized void next() {
        if (!stopped) {
            done++;
            stopped = !progress.goOn(done);
        }
        if (stopped) {
            throw new CancellationException("Learning was stopped after " + done + " rounds.");
        }
    }
}
