package dev.shelfcast.server.ingestion;

/** One row on its way to the staging table; one object is used for all. Amounts are in ten-thousandths. */
final class StagedRow {

    static final char SALE = 'S';
    static final char ADD = 'A';
    static final char REMOVE = 'R';
    static final char COUNT = 'C';

    int line;
    int store;
    int product;
    long epochSecond;
    int micros;
    int day;
    char operation;
    long quantity;
    long price;
    long cost;
    long stockAfter;
    final Slice externalId = new Slice();
    final Slice pincode = new Slice();
    long fingerprintHigh;
    long fingerprintLow;

    /** A text kept from one row to the next, which may need it when it leaves the field blank. */
    static final class Slice {
        private static final int LONGEST = 100;
        final char[] chars = new char[LONGEST];
        int length;

        /** False where the text is too long to be kept. */
        boolean set(char[] from, int start, int end) {
            if (end - start > LONGEST) {
                return false;
            }
            length = end - start;
            System.arraycopy(from, start, chars, 0, length);
            return true;
        }

        boolean same(char[] other, int start, int end) {
            return java.util.Arrays.equals(chars, 0, length, other, start, end);
        }
    }
}
