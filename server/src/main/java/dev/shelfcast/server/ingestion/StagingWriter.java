package dev.shelfcast.server.ingestion;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Sends rows to the staging table in COPY's binary form, which spares the database the parsing of times and numbers. A
 * thread of its own does the sending, so that reading the file and storing it overlap; a few buffers bound the memory.
 */
final class StagingWriter implements AutoCloseable {

    private static final String COPY = """
            copy ingestion.staged (chain, occurred_at, fingerprint, line, store, product, day, operation, quantity,
                                   price, cost, stock_after, external_id, pincode)
            from stdin (format binary)
            """;
    private static final int BUFFERS = 4;
    private static final int BUFFER = 1 << 17;
    /** 14 fields of at most 25 bytes and two texts of at most 100 characters. */
    private static final int LARGEST_ROW = 1024;

    private static final byte[] START = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int FIELDS = 14;
    /** {@link FileStores#MOST} stores, beside 19 bits of a product and 31 of a second. */
    private static final int STORE_BITS = 13;

    private static final long EPOCH_2000_SECONDS = 946_684_800L;
    private static final int EPOCH_2000_DAYS = 10_957;
    /** Seconds in the sort key count from 1980, so that 31 bits last until 2048. */
    private static final long CHAIN_EPOCH = 315_532_800L;

    private record Chunk(byte[] bytes, int length) {}

    private static final Chunk END = new Chunk(new byte[0], 0);

    private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(BUFFERS + 2);
    private final Thread sender;
    private volatile @Nullable Exception failure;
    private volatile boolean given;
    private byte[] bytes = new byte[BUFFER];
    private int at;

    StagingWriter(Connection connection) {
        for (int i = 0; i < BUFFERS + 1; i++) {
            empty.add(new byte[BUFFER]);
        }
        System.arraycopy(START, 0, bytes, 0, START.length);
        at = START.length;
        sender = new Thread(() -> send(connection), "import-copy");
        sender.setDaemon(true);
        sender.start();
    }

    private void send(Connection connection) {
        CopyIn copy = null;
        try {
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            for (Chunk chunk = full.take(); chunk != END; chunk = full.take()) {
                copy.writeToCopy(chunk.bytes(), 0, chunk.length());
                empty.add(chunk.bytes());
            }
            if (given) {
                copy.cancelCopy();
            } else {
                copy.endCopy();
            }
        } catch (SQLException | InterruptedException | RuntimeException problem) {
            failure = problem;
            full.clear();
        }
    }

    void write(StagedRow row) throws SQLException {
        if (at + LARGEST_ROW > BUFFER) {
            flush();
        }
        int2(FIELDS);
        long second = Math.max(0, Math.min(row.epochSecond - CHAIN_EPOCH, Integer.MAX_VALUE));
        field8((((long) row.product << STORE_BITS | row.store) << 31) | second);
        field8((row.epochSecond - EPOCH_2000_SECONDS) * 1_000_000 + row.micros);
        int4(16);
        int8(row.fingerprintHigh);
        int8(row.fingerprintLow);
        field4(row.line);
        field4(row.store);
        field4(row.product);
        field4(row.day - EPOCH_2000_DAYS);
        int4(1);
        bytes[at++] = (byte) row.operation;
        numeric(row.quantity, 3);
        numeric(row.price, 4);
        numeric(row.cost, 4);
        numeric(row.stockAfter, 3);
        text(row.externalId);
        text(row.pincode);
    }

    /** Waits until all rows are stored. */
    void finish() throws SQLException {
        int2(-1);
        flush();
        end();
    }

    private void flush() throws SQLException {
        hand(new Chunk(bytes, at));
        try {
            byte[] next = null;
            while (next == null) {
                next = empty.poll(100, TimeUnit.MILLISECONDS);
                check();
            }
            bytes = next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while storing rows", interrupted);
        }
        at = 0;
    }

    private void hand(Chunk chunk) throws SQLException {
        try {
            while (!full.offer(chunk, 100, TimeUnit.MILLISECONDS)) {
                check();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while storing rows", interrupted);
        }
    }

    private void end() throws SQLException {
        if (sender.isAlive()) {
            hand(END);
        }
        try {
            sender.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while storing rows", interrupted);
        }
        check();
    }

    private void check() throws SQLException {
        Exception problem = failure;
        if (problem != null) {
            throw new SQLException("the rows could not be stored: " + problem.getMessage(), problem);
        }
    }

    /** Gives the rows up unless they were finished. */
    @Override
    public void close() throws SQLException {
        if (sender.isAlive()) {
            given = true;
            if (failure == null) {
                end();
            }
        }
    }

    private void field4(int value) {
        int4(4);
        int4(value);
    }

    private void field8(long value) {
        int4(8);
        int8(value);
    }

    private void int2(int value) {
        bytes[at++] = (byte) (value >> 8);
        bytes[at++] = (byte) value;
    }

    private void int4(int value) {
        int2(value >> 16);
        int2(value);
    }

    private void int8(long value) {
        int4((int) (value >> 32));
        int4((int) value);
    }

    /** PostgreSQL's numeric: groups of four decimal digits, of which ours has one after the point. */
    private void numeric(long value, int scale) {
        if (value == Amount.NONE) {
            int4(-1);
            return;
        }
        long size = Math.abs(value);
        int fraction = (int) (size % Amount.ONE);
        long whole = size / Amount.ONE;
        int groups = whole == 0 ? 0 : whole < 10_000 ? 1 : whole < 100_000_000 ? 2 : whole < 1_000_000_000_000L ? 3 : 4;
        int digits = groups + (fraction == 0 ? 0 : 1);
        int4(8 + 2 * digits);
        int2(digits);
        int2(digits == 0 ? 0 : groups - 1);
        int2(value < 0 ? 0x4000 : 0);
        int2(scale);
        for (int group = groups - 1; group >= 0; group--) {
            int2((int) (whole / POWERS[group] % 10_000));
        }
        if (fraction != 0) {
            int2(fraction);
        }
    }

    private static final long[] POWERS = {1, 10_000, 100_000_000, 1_000_000_000_000L};

    private void text(StagedRow.Slice slice) {
        if (slice.length == 0) {
            int4(-1);
            return;
        }
        byte[] utf8 = new String(slice.chars, 0, slice.length).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        int4(utf8.length);
        System.arraycopy(utf8, 0, bytes, at, utf8.length);
        at += utf8.length;
    }
}
