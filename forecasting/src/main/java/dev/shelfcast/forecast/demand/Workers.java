package dev.shelfcast.forecast.demand;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Runs independent pieces of work on a fixed number of threads; each piece writes to its own place, so order never
 * shows.
 */
final class Workers implements AutoCloseable {
    private final ForkJoinPool pool;
    private final int threads;

    Workers(int threads) {
        this.threads = threads;
        this.pool = new ForkJoinPool(threads);
    }

    void each(int count, IntConsumer work) {
        if (threads == 1 || count == 1) {
            for (int i = 0; i < count; i++) {
                work.accept(i);
            }
            return;
        }
        try {
            pool.submit(() -> IntStream.range(0, count).parallel().forEach(work))
                    .get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The forecast run was interrupted.", stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A forecast failed: " + failed.getCause(), failed.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
