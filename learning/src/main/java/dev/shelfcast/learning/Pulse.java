package dev.shelfcast.learning;

/** The mean demand of a segment's items by clock; it shows the year and the trend that single items hide in noise. */
final class Pulse {
    private final long first;
    private final double[] units;
    private final double[] items;

    private Pulse(long first, double[] units, double[] items) {
        this.first = first;
        this.units = units;
        this.items = items;
    }

    static Pulse of(Rhythm rhythm, Track[] tracks, int segment) {
        long first = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (Track track : tracks) {
            if (track.segment == segment && track.length() > 0) {
                first = Math.min(first, track.first);
                end = Math.max(end, track.first + track.length());
            }
        }
        // Beyond three thousand units a clock is broken rather than long.
        if (end - first <= 0 || end - first > 3_000L * rhythm.unit()) {
            return new Pulse(0, new double[1], new double[1]);
        }
        double[] units = new double[(int) (end - first) + 1];
        double[] items = new double[units.length];
        for (Track track : tracks) {
            for (int t = 0; track.segment == segment && t < track.length(); t++) {
                double v = track.at(t);
                int at = (int) (track.first + t - first) + 1;
                units[at] += Double.isNaN(v) ? 0 : v;
                items[at] += Double.isNaN(v) ? 0 : 1;
            }
        }
        for (int t = 1; t < units.length; t++) {
            units[t] += units[t - 1];
            items[t] += items[t - 1];
        }
        return new Pulse(first, units, items);
    }

    /** Mean demand per item and step over the clock steps {@code [from, to)}, NaN when nothing is known of them. */
    double mean(long from, long to) {
        int a = place(from);
        int b = place(to);
        return items[b] - items[a] > 0 ? (units[b] - units[a]) / (items[b] - items[a]) : Double.NaN;
    }

    /** The clock step after the last one known. */
    long end() {
        return first + units.length - 1;
    }

    private int place(long clock) {
        return (int) Math.max(0, Math.min(units.length - 1L, clock - first));
    }
}
