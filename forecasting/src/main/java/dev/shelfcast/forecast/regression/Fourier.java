package dev.shelfcast.forecast.regression;

/** Sines and cosines of a period, for smooth seasons. */
final class Fourier {
    private Fourier() {}

    /**
     * The value of a term at a step.
     *
     * @param term 0 is sin of the first harmonic, 1 its cosine, 2 sin of the second, ...
     * @param period steps per cycle
     * @param t step, may be beyond the history
     */
    static double at(int term, double period, long t) {
        double angle = 2 * Math.PI * (term / 2 + 1) * (t % (long) Math.ceil(period)) / period;
        return term % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
    }
}
