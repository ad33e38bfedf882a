package dev.shelfcast.server.ingestion;

/**
 * How good a file was, each part from 0 to 100: rows that could be read (half of the score), recognised columns that
 * were filled (three tenths), rows that were not in already (two tenths).
 */
record Quality(double score, double validity, double completeness, double uniqueness) {

    static Quality of(Counts counts, double completeness) {
        double validity = share(counts.read() - counts.refused(), counts.read());
        double uniqueness =
                share(counts.read() - counts.refused() - counts.skipped(), counts.read() - counts.refused());
        double score = 0.5 * validity + 0.3 * completeness + 0.2 * uniqueness;
        return new Quality(percent(score), percent(validity), percent(completeness), percent(uniqueness));
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static double percent(double share) {
        return Math.round(share * 10_000) / 100.0;
    }
}
