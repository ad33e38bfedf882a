package dev.shelfcast.server.testing;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tests a property on many random cases: each run of the build tries new ones, and a failure names the seed that
 * repeats it with {@code -Dseed=}; {@code -Dseeds=} repeats all cases of a run.
 */
public final class Seeds {
    private Seeds() {}

    /** What has to hold for whatever the generator yields; it throws when it does not. */
    @FunctionalInterface
    public interface Property {
        void holdFor(Random random) throws Exception;
    }

    /** Tries the property on {@code times} seeds, or on the one that {@code -Dseed=} names. */
    public static void check(int times, Property property) {
        check(times, 1, property);
    }

    /** Several at the same time, where the cases keep out of each other's way; the first failure ends it. */
    public static void check(int times, int atOnce, Property property) {
        String wanted = System.getProperty("seed");
        if (wanted != null) {
            checkOne(Long.parseLong(wanted), property);
            return;
        }
        long seedOfSeeds = Long.getLong("seeds", System.nanoTime());
        System.getLogger("seeds").log(Level.INFO, "{0} cases, again with -Dseeds={1}", times, "" + seedOfSeeds);
        Random seeds = new Random(seedOfSeeds);
        if (atOnce == 1) {
            for (int run = 0; run < times; run++) {
                checkOne(seeds.nextLong(), property);
            }
            return;
        }
        AtomicBoolean failed = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        List<Future<?>> runs = new ArrayList<>();
        for (int run = 0; run < times; run++) {
            long seed = seeds.nextLong();
            runs.add(threads.submit(() -> checkUnless(failed, seed, property)));
        }
        threads.shutdown();
        for (Future<?> run : runs) {
            await(run);
        }
    }

    private static void checkUnless(AtomicBoolean failed, long seed, Property property) {
        if (!failed.get()) {
            try {
                checkOne(seed, property);
            } catch (AssertionError e) {
                failed.set(true);
                throw e;
            }
        }
    }

    private static void await(Future<?> run) {
        try {
            run.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void checkOne(long seed, Property property) {
        try {
            property.holdFor(new Random(seed));
        } catch (Exception | AssertionError e) {
            throw new AssertionError("Fails for the seed " + seed + ", again with -Dseed=" + seed + "\n" + e, e);
        }
    }
}
