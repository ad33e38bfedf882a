package dev.shelfcast.server.ingestion;

import java.util.Arrays;

/** Text to a number, looked up from a slice of a buffer without making a string: a file names few things often. */
final class Words {

    static final int UNKNOWN = Integer.MIN_VALUE;
    /** Past this many spellings, new ones are no longer remembered and cost a slower look-up each. */
    private static final int MOST = 1 << 20;

    private static final int MOST_CHARS = 1 << 25;

    private char[] pool = new char[1 << 14];
    private int poolEnd;
    private int[] slots = new int[1 << 12];
    private int[] starts = new int[1 << 10];
    private int[] hashes = new int[1 << 10];
    private int[] values = new int[1 << 10];
    private int count;

    int find(char[] chars, int start, int end) {
        int hash = hash(chars, start, end);
        for (int slot = hash & slots.length - 1; slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            int word = slots[slot] - 1;
            if (hashes[word] == hash && equal(word, chars, start, end)) {
                return values[word];
            }
        }
        return UNKNOWN;
    }

    void put(char[] chars, int start, int end, int value) {
        int length = end - start;
        if (count == MOST || poolEnd + length > MOST_CHARS) {
            return;
        }
        if (count + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count + 2);
            hashes = Arrays.copyOf(hashes, 2 * count + 2);
            values = Arrays.copyOf(values, 2 * count + 2);
        }
        if (poolEnd + length > pool.length) {
            pool = Arrays.copyOf(pool, Math.max(2 * pool.length, poolEnd + length));
        }
        System.arraycopy(chars, start, pool, poolEnd, length);
        starts[count] = poolEnd;
        hashes[count] = hash(chars, start, end);
        values[count] = value;
        poolEnd += length;
        count++;
        starts[count] = poolEnd;
        if (2 * count > slots.length) {
            slots = new int[2 * slots.length];
            for (int word = 0; word < count; word++) {
                enter(word);
            }
        } else {
            enter(count - 1);
        }
    }

    private void enter(int word) {
        int slot = hashes[word] & slots.length - 1;
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = word + 1;
    }

    private boolean equal(int word, char[] chars, int start, int end) {
        return Arrays.equals(pool, starts[word], starts[word + 1], chars, start, end);
    }

    private static int hash(char[] chars, int start, int end) {
        int hash = end - start;
        for (int p = start; p < end; p++) {
            hash = hash * 31 + chars[p];
        }
        hash *= 0x9e3779b1;
        return hash ^ hash >>> 15;
    }
}
