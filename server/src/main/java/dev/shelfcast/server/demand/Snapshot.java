package dev.shelfcast.server.demand;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What a transaction of the past could see: every transaction below {@code end}, except those then {@code running}.
 * The text form is PostgreSQL's {@code pg_snapshot}.
 */
record Snapshot(long end, long[] running) {

    static Snapshot parse(String text) {
        String[] parts = text.split(":", -1);
        long[] running = parts[2].isEmpty()
                ? new long[0]
                : Arrays.stream(parts[2].split(",")).mapToLong(Long::parseLong).toArray();
        return new Snapshot(Long.parseLong(parts[1]), running);
    }

    /** The same sight cut off: nothing of the given transaction or a later one. */
    Snapshot before(long transaction) {
        return new Snapshot(
                Math.min(end, transaction),
                LongStream.of(running).filter(id -> id < transaction).toArray());
    }

    String text() {
        long first = LongStream.of(running).min().orElse(end);
        return first + ":" + end + ":"
                + LongStream.of(running).sorted().mapToObj(String::valueOf).collect(Collectors.joining(","));
    }

    /** For a statement that looks for what was not seen yet: {@code end} and {@code running}. */
    Map<String, String> parameters() {
        return Map.of("end", String.valueOf(end), "running", runningArray());
    }

    /** The running ones as a PostgreSQL array. */
    String runningArray() {
        return "{" + LongStream.of(running).mapToObj(String::valueOf).collect(Collectors.joining(",")) + "}";
    }
}
