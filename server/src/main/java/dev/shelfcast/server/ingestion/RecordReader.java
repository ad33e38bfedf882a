package dev.shelfcast.server.ingestion;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Cuts delimited text into records without making a string of any field.
 *
 * <p>Ours rather than a library's, because one stray quote must cost one row: a quoted field that doesn't end within
 * reason is given up, and reading goes on at the next line. Memory is one buffer, whatever the file holds.
 */
final class RecordReader {

    static final int LONGEST_RECORD = 65_536;
    static final int MOST_FIELDS = 512;
    /** Over-long lines are passed over up to here; beyond, reading on would only heat the machine. */
    private static final long LONGEST_LINE_PASSED = 16_000_000;

    private static final int MOST_LINES_IN_QUOTES = 20;
    private static final int BUFFER = 4 * LONGEST_RECORD;

    private final Reader in;
    private final char delimiter;
    private final char[] buffer = new char[BUFFER];
    private final int[] starts = new int[MOST_FIELDS];
    private final int[] ends = new int[MOST_FIELDS];
    private int count;
    private int position;
    private int limit;
    private boolean ended;
    private long nextLine = 1;
    private long line;
    private @Nullable String fault;

    RecordReader(Reader in, char delimiter) {
        this.in = in;
        this.delimiter = delimiter;
    }

    /** Moves to the next record that is not blank; false at the end. */
    boolean next() throws IOException {
        while (true) {
            if (limit - position <= LONGEST_RECORD && !ended) {
                fill();
            }
            if (position >= limit) {
                return false;
            }
            line = nextLine;
            fault = null;
            count = 0;
            cut();
            if (fault != null || !blank()) {
                return true;
            }
        }
    }

    private boolean blank() {
        for (int i = 0; i < count; i++) {
            for (int p = starts[i]; p < ends[i]; p++) {
                if (buffer[p] > ' ') {
                    return false;
                }
            }
        }
        return true;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        while (limit < BUFFER) {
            int read = in.read(buffer, limit, BUFFER - limit);
            if (read < 0) {
                ended = true;
                return;
            }
            limit += read;
        }
    }

    private void cut() throws IOException {
        int end = Math.min(limit, position + LONGEST_RECORD);
        int p = position;
        while (true) {
            if (count == MOST_FIELDS) {
                giveUp("has more than " + MOST_FIELDS + " fields");
                return;
            }
            int after = p < end && buffer[p] == '"' ? quoted(p, end) : plain(p, end);
            if (after < 0) {
                giveUp("has a quote that is not closed");
                return;
            }
            if (after >= end) {
                if (end == limit && ended) {
                    position = end;
                    nextLine++;
                } else {
                    giveUp("is longer than " + LONGEST_RECORD + " characters");
                }
                return;
            }
            p = after + 1;
            if (buffer[after] != delimiter) {
                position = afterLineEnd(after);
                nextLine++;
                return;
            }
        }
    }

    private int plain(int from, int end) {
        char[] chars = buffer;
        char separator = delimiter;
        int p = from;
        while (p < end) {
            char c = chars[p];
            if (c == separator || c == '\n' || c == '\r') {
                break;
            }
            p++;
        }
        starts[count] = from;
        ends[count++] = p;
        return p;
    }

    /** The position after a quoted field, or -1 where it doesn't end. */
    private int quoted(int from, int end) {
        int lines = 0;
        boolean doubled = false;
        int p = from + 1;
        while (true) {
            if (p >= end || lines > MOST_LINES_IN_QUOTES) {
                return -1;
            }
            char c = buffer[p];
            if (c == '\n') {
                lines++;
            } else if (c == '"') {
                if (p + 1 < end && buffer[p + 1] == '"') {
                    doubled = true;
                    p++;
                } else {
                    break;
                }
            }
            p++;
        }
        int after = p + 1;
        while (after < end && buffer[after] == ' ' && delimiter != ' ') {
            after++;
        }
        if (after < end && buffer[after] != delimiter && buffer[after] != '\n' && buffer[after] != '\r') {
            return plain(from, end); // "Best" milk: the quotes are part of the name
        }
        nextLine += lines;
        starts[count] = from + 1;
        ends[count++] = doubled ? undouble(from + 1, p) : p;
        return after;
    }

    private int undouble(int from, int to) {
        int write = from;
        for (int read = from; read < to; read++) {
            if (buffer[read] == '"') {
                read++;
            }
            buffer[write++] = buffer[read];
        }
        return write;
    }

    /** Leaves the record out and goes to the line after its first one. */
    private void giveUp(String reason) throws IOException {
        fault = "The line " + reason;
        nextLine = line + 1;
        count = 0;
        long passed = 0;
        while (true) {
            passed += limit - position;
            if (passed > LONGEST_LINE_PASSED) {
                throw new UnreadableFile("Line %d goes on for more than %d million characters. This is not a table."
                        .formatted(line, LONGEST_LINE_PASSED / 1_000_000));
            }
            while (position < limit) {
                char c = buffer[position];
                if (c == '\n' || c == '\r') {
                    position = afterLineEnd(position);
                    return;
                }
                position++;
            }
            if (ended) {
                return;
            }
            fill();
        }
    }

    private int afterLineEnd(int at) {
        boolean pair = buffer[at] == '\r' && at + 1 < limit && buffer[at + 1] == '\n';
        return at + (pair ? 2 : 1);
    }

    int count() {
        return count;
    }

    char[] buffer() {
        return buffer;
    }

    int start(int field) {
        return starts[field];
    }

    int end(int field) {
        return ends[field];
    }

    /** The file's line on which the record starts, from 1. */
    long line() {
        return line;
    }

    /** Why the record has no fields, or null where it has. */
    @Nullable
    String fault() {
        return fault;
    }

    String text(int field) {
        return new String(buffer, starts[field], ends[field] - starts[field]).strip();
    }
}
