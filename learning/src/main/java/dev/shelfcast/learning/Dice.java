package dev.shelfcast.learning;

/** Random numbers that depend on a seed and a place, not on the order of asking (SplitMix64: Steele et al. 2014). */
final class Dice {
    private Dice() {}

    static long mix(long seed, long a, long b) {
        return mix(mix(mix(seed) + a * 0x9E37_79B9_7F4A_7C15L) + b * 0xD1B5_4A32_D192_ED03L);
    }

    private static long mix(long z) {
        long x = z + 0x9E37_79B9_7F4A_7C15L;
        x = (x ^ (x >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return x ^ (x >>> 31);
    }

    /** A number in [0, 1). */
    static double unit(long mixed) {
        return (mixed >>> 11) * 0x1.0p-53;
    }
}
