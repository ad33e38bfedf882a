package dev.shelfcast.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs independent pieces of work side by side, each on one thread; the answers are in the order of the work. */
final class Parallel {
    private Parallel() {}

    /** The answers; when one piece fails, those that hold native memory are closed and nothing runs on. */
    static <T> List<T> all(int threads, List<Callable<T>> work) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, work.size())));
        List<Future<T>> done = new ArrayList<>();
        try {
            work.forEach(one -> done.add(pool.submit(one)));
            List<T> answers = new ArrayList<>();
            for (Future<T> one : done) {
                answers.add(one.get());
            }
            pool.shutdown();
            return answers;
        } catch (InterruptedException stopped) {
            abandon(pool, done);
            Thread.currentThread().interrupt();
            throw new CancellationException("Learning was interrupted.");
        } catch (ExecutionException failed) {
            abandon(pool, done);
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("Learning failed: " + failed.getCause(), failed.getCause());
        }
    }

    /** Waits for what cannot be stopped at once, since it reads memory that the caller is about to free. */
    private static <T> void abandon(ExecutorService pool, List<Future<T>> done) {
        pool.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        for (Future<T> one : done) {
            close(one);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> void close(Future<T> one) {
        try {
            if (one.isDone() && one.get() instanceof AutoCloseable held) {
                held.close();
            }
        } catch (Exception failed) {
            // It holds nothing, or is what the caller is told of anyway.
        }
    }
}
