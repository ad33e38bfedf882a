package dev.shelfcast.server.ingestion;

/**
 * A 128-bit hash of a row's fields: two lanes of multiply and xorshift over the same numbers, with the finaliser of
 * MurmurHash3 (Austin Appleby, public domain). Not for secrets; for a billion rows a clash has odds of about 1 in
 * 10^20.
 */
final class Hash128 {

    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    private long high = 0x9368e53c2f6af274L;
    private long low = 0x586dcd208f7cd3fdL;

    Hash128 reset() {
        high = 0x9368e53c2f6af274L;
        low = 0x586dcd208f7cd3fdL;
        return this;
    }

    Hash128 add(long value) {
        high = Long.rotateLeft(high ^ value * C1, 27) * C2 + low;
        low = Long.rotateLeft(low ^ value * C2, 31) * C1 + high + 0x38495ab5;
        return this;
    }

    Hash128 add(CharSequence text) {
        int length = text.length();
        for (int i = 0; i < length; i += 4) {
            long packed = 0;
            for (int k = i; k < Math.min(i + 4, length); k++) {
                packed = packed << 16 | text.charAt(k);
            }
            add(packed);
        }
        return add(length);
    }

    Hash128 finish() {
        high += low;
        low += high;
        high = mix(high);
        low = mix(low);
        high += low;
        low += high;
        return this;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    private static long mix(long value) {
        long k = value;
        k = (k ^ k >>> 33) * 0xff51afd7ed558ccdL;
        k = (k ^ k >>> 33) * 0xc4ceb9fe1a85ec53L;
        return k ^ k >>> 33;
    }
}
