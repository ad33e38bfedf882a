package dev.shelfcast.learning;

import dev.shelfcast.forecast.Series;
import dev.shelfcast.forecast.demand.DemandSeries;
import dev.shelfcast.forecast.demand.GlobalMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** All items of a batch, cleaned and on one clock, with what each segment has in common. */
final class Panel {
    /** Three years with a year before them to look back on; older values describe another shop. */
    private static final int LONGEST = 1_460;

    /** Steps held in memory, about 40 bytes each; with more items each keeps fewer, but these. */
    private static final long MOST_STEPS = 6_000_000;

    private static final int LEAST_LONGEST = 120;

    private static final double SEASON_UNITS = 200;

    /** More columns of causes than this are not looked at. */
    static final int MOST_CAUSES = 24;

    final Rhythm rhythm;
    final List<String> segments;
    final Track[] tracks;
    final int causes;
    final Pulse[] pulses;

    private Panel(Rhythm rhythm, List<String> segments, Track[] tracks, Pulse[] pulses, int causes) {
        this.rhythm = rhythm;
        this.segments = segments;
        this.tracks = tracks;
        this.pulses = pulses;
        this.causes = causes;
    }

    private static Pulse[] pulses(Rhythm rhythm, Track[] tracks, int segments) {
        Pulse[] pulses = new Pulse[segments];
        for (int s = 0; s < segments; s++) {
            pulses[s] = Pulse.of(rhythm, tracks, s);
        }
        return pulses;
    }

    /** Cleans the items, segment by segment; the tracks are in the order of the items. */
    static Panel of(List<DemandSeries> items, int horizon, int threads) {
        return of(items, horizon, threads, 0);
    }

    /** The same for items that end {@code behind} steps before the whole, which places those without dates. */
    static Panel of(List<DemandSeries> items, int horizon, int threads, int behind) {
        TreeMap<String, List<Integer>> places = new TreeMap<>();
        int causes = 0;
        for (int i = 0; i < items.size(); i++) {
            places.computeIfAbsent(items.get(i).segment(), s -> new ArrayList<>())
                    .add(i);
            causes = Math.max(causes, items.get(i).series().regressors().length);
        }
        causes = Math.min(MOST_CAUSES, causes);
        List<String> segments = List.copyOf(places.keySet());
        Rhythm rhythm = Rhythm.of(items.get(0).series());
        Track[] tracks = new Track[items.size()];
        int longest = (int) Math.max(LEAST_LONGEST, Math.min(LONGEST, MOST_STEPS / items.size()));
        for (int s = 0; s < segments.size(); s++) {
            List<Integer> members = places.getOrDefault(segments.get(s), List.of());
            List<DemandSeries> sources = members.stream().map(items::get).toList();
            List<GlobalMethod.Cleaned> clean = GlobalMethod.cleaned(sources, horizon, threads);
            for (int m = 0; m < members.size(); m++) {
                Frame frame = new Frame(rhythm, sources.get(m), s, horizon, causes, behind);
                tracks[members.get(m)] = track(frame, clean.get(m), longest);
            }
        }
        season(rhythm, tracks, segments.size());
        return new Panel(rhythm, segments, tracks, pulses(rhythm, tracks, segments.size()), causes);
    }

    /**
     * The panel as it was {@code back} steps ago; items that had not begun have length 0.
     *
     * @param then the panel whose effects of causes were known at that time
     */
    Panel back(int back, Panel then) {
        Track[] earlier = new Track[tracks.length];
        for (int i = 0; i < tracks.length; i++) {
            Track track = tracks[i];
            int length = Math.max(0, track.length() - back);
            earlier[i] = track.head(length, 0, track.factor, effects(track, then.tracks[i]));
        }
        season(rhythm, earlier, segments.size());
        return new Panel(rhythm, segments, earlier, pulses(rhythm, earlier, segments.size()), causes);
    }

    private static double[] effects(Track track, Track then) {
        double[] effect = new double[track.effect.length];
        Arrays.fill(effect, 1);
        for (int t = 0; t < effect.length; t++) {
            long at = track.first + t - then.first;
            effect[t] = at >= 0 && at < then.effect.length ? then.effect[(int) at] : 1;
        }
        return effect;
    }

    /** Some of the items; what their segments have in common stays that of all. */
    Panel only(int[] places) {
        Track[] some = Arrays.stream(places).mapToObj(i -> tracks[i]).toArray(Track[]::new);
        return new Panel(rhythm, segments, some, pulses, causes);
    }

    /** The number of steps of all items together. */
    long steps() {
        return Arrays.stream(tracks).mapToLong(Track::length).sum();
    }

    /** What a track takes from its item besides the values. */
    private record Frame(Rhythm rhythm, DemandSeries item, int segment, int horizon, int causes, int behind) {}

    private static Track track(Frame frame, GlobalMethod.Cleaned clean, int longest) {
        Series source = frame.item().series();
        int all = clean.values().length;
        int from = Math.max(0, all - longest);
        double[] values = Arrays.copyOfRange(clean.values(), from, all);
        int skip = clean.first() + from;
        float[] stock = new float[0];
        double[] shares = source.inStock();
        if (shares != null) {
            stock = new float[values.length];
            for (int t = 0; t < stock.length; t++) {
                double share = shares[skip + t];
                stock[t] = Double.isNaN(share) ? 1 : (float) share;
            }
        }
        float[][] columns = columns(source, skip, values.length + frame.horizon(), frame.causes());
        double[] effect = clean.effect();
        Track.Start start = new Track.Start(
                frame.item().id().hashCode(),
                Rhythm.clock(source, frame.behind()) + skip,
                frame.segment(),
                columns,
                stock,
                flat(frame.rhythm()),
                effect.length == 0 ? effect : Arrays.copyOfRange(effect, from, effect.length));
        return new Track(frame.rhythm(), start, values, values.length, 0);
    }

    private static double[] flat(Rhythm rhythm) {
        double[] flat = new double[rhythm.period()];
        Arrays.fill(flat, 1);
        return flat;
    }

    /** Gives every track its own seasonal factors, shrunk to its segment's. */
    private static void season(Rhythm rhythm, Track[] tracks, int segments) {
        double[][] demand = new double[segments][rhythm.period()];
        double[][] expected = new double[segments][rhythm.period()];
        double[] flat = flat(rhythm);
        for (Track track : tracks) {
            track.addSeason(demand[track.segment], expected[track.segment]);
        }
        double[][] shared = new double[segments][];
        for (int s = 0; s < segments; s++) {
            shared[s] = Track.shrunk(demand[s], expected[s], flat, SEASON_UNITS);
        }
        for (int i = 0; i < tracks.length; i++) {
            Track old = tracks[i];
            double[] own = old.ownFactors(shared[old.segment], SEASON_UNITS);
            tracks[i] = old.head(old.length(), 0, own, old.effect);
        }
    }

    /** Causes over the track's life and the horizon: flags as they are, positive numbers as log to their median. */
    private static float[][] columns(Series source, int skip, int length, int causes) {
        double[][] given = source.regressors();
        float[][] columns = new float[causes][];
        for (int k = 0; k < causes; k++) {
            columns[k] = new float[length];
            Arrays.fill(columns[k], Float.NaN);
            if (k >= given.length) {
                continue;
            }
            double[] all = Arrays.stream(given[k])
                    .filter(v -> !Double.isNaN(v))
                    .sorted()
                    .toArray();
            if (all.length == 0) {
                continue;
            }
            boolean flag = Arrays.stream(all).allMatch(v -> v == 0 || v == 1);
            double median = all[all.length / 2];
            double last = flag ? 0 : median;
            for (int t = 0; t < length; t++) {
                double v = skip + t < given[k].length ? given[k][skip + t] : Double.NaN;
                // An unknown flag is not set; an unknown price stays as it was.
                last = Double.isNaN(v) ? (flag ? 0 : last) : v;
                columns[k][t] = (float) (!flag && all[0] > 0 ? Math.log(last / median) : last);
            }
        }
        return columns;
    }
}
