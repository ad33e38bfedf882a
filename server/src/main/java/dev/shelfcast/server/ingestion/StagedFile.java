package dev.shelfcast.server.ingestion;

import java.util.List;

/** A file whose rows wait in the staging table, with all that is known of it. */
record StagedFile(
        Layout layout,
        FileProducts products,
        FileStores stores,
        long read,
        long refused,
        long bytesTotal,
        String sha256,
        boolean stockGiven,
        double completeness,
        List<ColumnReport> columns,
        List<Problem> problems) {

    long staged() {
        return read - refused;
    }

    /** With so many of the staged rows in already. */
    Counts counts(long skipped) {
        return new Counts(read, staged() - skipped, skipped, refused, bytesTotal, bytesTotal);
    }
}
