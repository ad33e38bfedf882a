package dev.shelfcast.server.testing;

import java.util.Random;

/**
 * Tests a property on many random cases: each run of the build tries new ones, and a failure names the seed that
 * repeats it with {@code -Dseed=}.
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
        String wanted = System.getProperty("seed");
        if (wanted != null) {
            checkOne(Long.parseLong(wanted), property);
            return;
        }
        Random seeds = new Random();
        for (int run = 0; run < times; run++) {
            checkOne(seeds.nextLong(), property);
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
