package dev.shelfcast.learning;

import java.util.ArrayList;
import java.util.List;

/**
 * What a tree is told about a step to forecast, from what was known at the origin. Demand is told relative to the
 * item's level at the origin, so that what is learned from one item holds for a bigger one.
 */
final class Features {
    private static final int[] WINDOWS = {1, 2, 4, 8, 13, 26, 52};
    private static final int LAST = 3;
    private static final int SEASON_LAGS = 4;
    /** Units up to which an item is young; beyond, its age is but another name of the date. */
    private static final int YOUNG = 8;

    private final Panel panel;
    private final Rhythm rhythm;
    private final Told told;
    final int size;

    /**
     * What a panel is long and rich enough to tell.
     *
     * @param stocked whether in-stock shares are told
     * @param days whether the day of the month is: dates that came but a few times are learned by heart
     * @param year whether the week and the month of the year are
     */
    record Told(boolean stocked, boolean days, boolean year) {
        private static final int LEAST_MONTHS = 6;

        static Told of(Panel panel) {
            boolean stocked = false;
            int longest = 0;
            for (Track track : panel.tracks) {
                stocked |= track.inStock.length > 0;
                longest = Math.max(longest, track.length());
            }
            Rhythm rhythm = panel.rhythm;
            return new Told(stocked, longest >= LEAST_MONTHS * rhythm.month(), longest >= 2 * rhythm.calendarYear());
        }
    }

    Features(Panel panel, Told told) {
        this.panel = panel;
        this.rhythm = panel.rhythm;
        this.told = told;
        this.size = names().length;
    }

    /** The same features of another panel. */
    Features on(Panel other) {
        return new Features(other, told);
    }

    String[] names() {
        List<String> names = new ArrayList<>(List.of("log_level", "lead", "season", "segment", "age", "since_sold"));
        for (int w : WINDOWS) {
            names.add("mean" + w);
        }
        names.addAll(List.of("dev1", "dev4", "sold4", "sold13"));
        for (int k = 1; k <= LAST; k++) {
            names.add("last" + k);
        }
        for (int k = 1; k <= SEASON_LAGS; k++) {
            names.add("season_lag" + k);
        }
        names.addAll(List.of("season_mean4", "season_mean13", "year_lag", "year_ratio"));
        names.addAll(List.of("segment1", "segment4", "segment_year", "segment_year_day"));
        names.addAll(List.of("hour", "weekday", "day", "day_from_end", "week", "month"));
        if (told.stocked()) {
            names.addAll(List.of("stock1", "stock4"));
        }
        if (panel.causes > 0) {
            names.addAll(List.of("effect", "effect_recent"));
        }
        for (int k = 0; k < panel.causes; k++) {
            names.add("cause" + k);
            names.add("cause" + k + "_change");
        }
        return names.toArray(new String[0]);
    }

    /** The shortest history that says anything of an item. */
    int leastHistory() {
        return Math.max(4, rhythm.unit());
    }

    /** Demand expected at step {@code t} by level and season alone: what the trees correct. */
    double expected(Track track, int t, int known) {
        return track.level(known) * track.factorAt(t);
    }

    /**
     * Writes the features of step {@code t}.
     *
     * @param track the item
     * @param t step to forecast, not before {@code known}
     * @param known number of steps known at the origin
     * @param row where to write
     * @param start first place in the row
     */
    void write(Track track, int t, int known, float[] row, int start) {
        double level = track.level(known);
        double factor = track.factorAt(t);
        int at = start;
        row[at++] = (float) Math.log(level);
        row[at++] = t - known + 1;
        row[at++] = (float) factor;
        row[at++] = track.segment;
        row[at++] = Math.min(YOUNG * rhythm.unit(), t);
        row[at++] = track.sinceSold(known, 8 * rhythm.unit());
        for (int w : WINDOWS) {
            row[at++] = (float) (track.mean(known - w * rhythm.unit(), known) / level);
        }
        row[at++] = (float) (track.deviation(known - rhythm.unit(), known) / level);
        row[at++] = (float) (track.deviation(known - 4 * rhythm.unit(), known) / level);
        row[at++] = (float) track.soldShare(known - 4 * rhythm.unit(), known);
        row[at++] = (float) track.soldShare(known - 13 * rhythm.unit(), known);
        for (int k = 1; k <= LAST; k++) {
            row[at++] = (float) (track.at(known - k) / level);
        }
        at = season(track, t, known, row, at);
        at = shared(track, t, known, row, at);
        rhythm.calendar(track.first + t, row, at);
        if (!told.days()) {
            row[at + Rhythm.DAY] = Float.NaN;
            row[at + Rhythm.DAY_FROM_END] = Float.NaN;
        }
        if (!told.year()) {
            row[at + Rhythm.WEEK] = Float.NaN;
            row[at + Rhythm.MONTH] = Float.NaN;
        }
        at += Rhythm.calendarSize();
        at = stock(track, known, row, at);
        at = causes(track, t, known, row, at);
        for (int k = start; k < at; k++) {
            // The trees know "unknown", and nothing else that is not a number.
            row[k] = Float.isFinite(row[k]) ? row[k] : Float.NaN;
        }
    }

    /** The same phase of earlier seasons, and a year ago against the time before that. */
    private int season(Track track, int t, int known, float[] row, int start) {
        int at = start;
        double level = track.level(known);
        int period = rhythm.period() > 1 ? rhythm.period() : rhythm.unit();
        int back = (t - known + period) / period * period;
        double sum = 0;
        int seen = 0;
        double four = Double.NaN;
        for (int k = 0; k < 13; k++) {
            double v = track.at(t - back - k * period);
            sum += Double.isNaN(v) ? 0 : v;
            seen += Double.isNaN(v) ? 0 : 1;
            if (k < SEASON_LAGS) {
                row[at++] = (float) (v / level);
            }
            if (k == SEASON_LAGS - 1) {
                four = seen == 0 ? Double.NaN : sum / seen;
            }
        }
        row[at++] = (float) (four / level);
        row[at++] = (float) (seen == 0 ? Double.NaN : sum / seen / level);
        int year = rhythm.year();
        int lead = t - known;
        while (year <= lead) {
            year += rhythm.year();
        }
        int half = rhythm.unit() / 2;
        row[at++] = (float) (track.at(t - year) / level);
        double then = track.mean(t - year - half, Math.min(known, t - year + half + 1));
        double before = track.mean(known - year - 4 * rhythm.unit(), known - year);
        row[at++] = known - year < rhythm.unit() ? Float.NaN : (float) Math.log((then + 0.1) / (before + 0.1));
        return at;
    }

    private int shared(Track track, int t, int known, float[] row, int start) {
        int at = start;
        Pulse pulse = panel.pulses[track.segment];
        int unit = rhythm.unit();
        long origin = Math.min(track.first + known, pulse.end());
        long target = track.first + t;
        double month = pulse.mean(origin - 4L * unit, origin);
        row[at++] = (float) (pulse.mean(origin - unit, origin) / month);
        row[at++] = (float) (month / pulse.mean(origin - 13L * unit, origin));
        int year = rhythm.year();
        while (year <= t - known) {
            year += rhythm.year();
        }
        int half = unit / 2;
        double before = pulse.mean(origin - year - 4L * unit, origin - year);
        row[at++] = (float) (pulse.mean(target - year - half, Math.min(origin, target - year + half + 1)) / before);
        row[at++] = (float) (pulse.mean(target - year, target - year + 1) / before);
        return at;
    }

    private int stock(Track track, int known, float[] row, int start) {
        int at = start;
        if (!told.stocked()) {
            return at;
        }
        for (int w : new int[] {1, 4}) {
            double sum = 0;
            int seen = 0;
            for (int t = Math.max(0, known - w * rhythm.unit()); t < Math.min(known, track.inStock.length); t++) {
                sum += track.inStock[t];
                seen++;
            }
            row[at++] = seen == 0 ? Float.NaN : (float) (sum / seen);
        }
        return at;
    }

    /** Each cause as it will be and as it will have changed, and what the statistical forecast makes of them all. */
    private int causes(Track track, int t, int known, float[] row, int start) {
        int at = start;
        if (panel.causes == 0) {
            return at;
        }
        double recent = 0;
        int from = Math.max(0, known - 4 * rhythm.unit());
        for (int s = from; s < known; s++) {
            recent += Math.log(track.effectAt(s)) / (known - from);
        }
        row[at++] = (float) Math.log(track.effectAt(t));
        row[at++] = (float) recent;
        for (float[] cause : track.causes) {
            float now = t < cause.length ? cause[t] : Float.NaN;
            row[at++] = now;
            row[at++] = now - recent(cause, known);
        }
        return at;
    }

    private float recent(float[] cause, int known) {
        float sum = 0;
        int seen = 0;
        for (int t = Math.max(0, known - 4 * rhythm.unit()); t < Math.min(known, cause.length); t++) {
            sum += cause[t];
            seen++;
        }
        return seen == 0 ? Float.NaN : sum / seen;
    }
}
