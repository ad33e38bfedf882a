package dev.shelfcast.learning;

/**
 * What the network is told about a step: the last value and lags over the item's scale, season, calendar, scale, age,
 * causes. The lags come first, since only they differ between sample paths.
 */
final class Inputs {
    /** Lags that depend on the path: one step, one season, two seasons, a long cycle. */
    static final int LAGS = 4;

    private static final int FIXED = 9;
    private static final double YEAR_DAYS = 365.25;

    private final Rhythm rhythm;
    private final int causes;
    final int size;
    /** Steps of context before the horizon. */
    final int context;

    Inputs(Rhythm rhythm, int causes) {
        this.rhythm = rhythm;
        this.causes = causes;
        this.size = LAGS + FIXED + causes;
        this.context = 8 * rhythm.unit();
    }

    /** The item's scale at an origin: one plus its mean over the context (Salinas et al. 2020, section 3.3). */
    double scale(Track track, int known, boolean counts) {
        double mean = track.mean(known - context, known);
        if (Double.isNaN(mean)) {
            mean = track.mean(0, known);
        }
        if (counts) {
            return 1 + (Double.isNaN(mean) ? 0 : mean);
        }
        double spread = track.deviation(known - context, known);
        double size = Math.abs(Double.isNaN(mean) ? 0 : mean) + (Double.isNaN(spread) ? 0 : spread);
        return size > 1e-9 ? size : 1;
    }

    /** How far back each lag of step t looks. */
    int lag(int k) {
        int season = rhythm.period() > 1 ? rhythm.period() : rhythm.unit();
        return switch (k) {
            case 0 -> 1;
            case 1 -> season;
            case 2 -> 2 * season;
            default -> rhythm.year();
        };
    }

    /** A lagged value as the network sees it; unknown ones stand at the mean. */
    static float lagged(double value, double scale, boolean counts) {
        double ratio = Double.isNaN(value) ? 1 : value / scale;
        return (float) (counts ? Math.log1p(Math.max(0, ratio)) : Math.max(-10, Math.min(10, ratio)));
    }

    /** Writes all that does not depend on the path, from place {@link #LAGS} on. */
    void fixed(Track track, int t, double scale, float[] row, int start) {
        int at = start + LAGS;
        row[at++] = (float) Math.log(track.factorAt(t));
        long clock = track.first + t;
        double phase = 2 * Math.PI * rhythm.phase(clock) / rhythm.period();
        row[at++] = (float) Math.sin(phase);
        row[at++] = (float) Math.cos(phase);
        double year = turn(clock);
        row[at++] = (float) Math.sin(year);
        row[at++] = (float) Math.cos(year);
        float[] calendar = new float[Rhythm.calendarSize()];
        rhythm.calendar(clock, calendar, 0);
        double day = rhythm.dated() && !Float.isNaN(calendar[2]) ? 2 * Math.PI * calendar[2] / 31 : 0;
        row[at++] = (float) Math.sin(day);
        row[at++] = (float) Math.cos(day);
        row[at++] = (float) (Math.log(scale) / 5);
        row[at++] = (float) (Math.log1p(Math.max(0, t)) / 8);
        for (int k = 0; k < causes; k++) {
            float cause = k < track.causes.length && t >= 0 && t < track.causes[k].length ? track.causes[k][t] : 0;
            row[at++] = Float.isNaN(cause) ? 0 : Math.max(-5, Math.min(5, cause));
        }
    }

    private double turn(long clock) {
        double days = switch (rhythm.frequency()) {
            case HOURLY -> clock / 24.0;
            case DAILY -> clock;
            case WEEKLY -> clock * 7.0;
            case MONTHLY -> clock * YEAR_DAYS / 12;
        };
        return rhythm.dated() ? 2 * Math.PI * (days % YEAR_DAYS) / YEAR_DAYS : 0;
    }
}
