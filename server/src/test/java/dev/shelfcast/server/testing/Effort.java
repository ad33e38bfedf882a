package dev.shelfcast.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a transaction costs: its statements, the time on the clock, and the processor time of its thread and of its
 * backend of the database. The last hardly depends on what else the machine does, so a test can hold it to a target.
 */
public record Effort(List<String> statements, Duration wall, Duration processor) {

    /** As Linux counts; elsewhere the database's share is left out. */
    private static final long MILLISECONDS_A_TICK = 10;

    private static final String WHO = "select pg_backend_pid()";

    /** Runs the work in a transaction of its own. */
    public static Effort of(JdbcClient jdbc, TransactionTemplate transaction, Runnable work) {
        long[] backend = new long[1];
        long[] before = new long[2];
        List<String> statements = new ArrayList<>(Statements.of(() -> transaction.executeWithoutResult(status -> {
            backend[0] = jdbc.sql(WHO).query(Long.class).single();
            before[0] = milliseconds(backend[0]);
            before[1] = System.nanoTime();
            work.run();
        })));
        Duration wall = Duration.ofNanos(System.nanoTime() - before[1]);
        if (!statements.remove(WHO) || statements.isEmpty()) {
            throw new IllegalStateException("nothing was heard of what was sent");
        }
        return new Effort(statements, wall, Duration.ofMillis(milliseconds(backend[0]) - before[0]));
    }

    private static long milliseconds(long backend) {
        long own = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000;
        Path stat = Path.of("/proc", String.valueOf(backend), "stat");
        if (!Files.exists(stat)) {
            return own;
        }
        try {
            String said = Files.readString(stat);
            String[] fields = said.substring(said.lastIndexOf(')') + 2).split(" ");
            return own + MILLISECONDS_A_TICK * (Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
