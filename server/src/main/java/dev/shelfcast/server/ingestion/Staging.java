package dev.shelfcast.server.ingestion;

import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads a kept file from its first to its last line and stages the rows that can be read. */
@Component
class Staging {

    private static final int LOOK_EVERY_ROWS = 2048;
    /** A file of which nothing at all can be read is given up after this many rows. */
    private static final int GIVEN_UP_AFTER = 10_000;

    private final JdbcClient jdbc;
    private final Stores stores;
    private final UploadFiles files;
    private final Uploads uploads;
    private final Clock clock;

    Staging(JdbcClient jdbc, Stores stores, UploadFiles files, Uploads uploads, Clock clock) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.files = files;
        this.uploads = uploads;
        this.clock = clock;
    }

    /** Told now and then how far the reading is; throws to end it. */
    interface Watch {
        void look(Kind kind, Counts counts) throws IOException;
    }

    StagedFile stage(Upload upload, Connection connection, Watch watch) throws IOException, SQLException {
        String storedAs = upload.storedAs();
        if (storedAs == null) {
            throw new UnreadableFile("The file was not kept.");
        }
        Path raw = files.raw(storedAs);
        Uploads.Options given = uploads.options(upload.id());
        ImportOptions options = ImportOptions.of(given.kind(), given.timeZone(), given.dateOrder(), given.decimal());
        Layout layout = new Survey(options).look(() -> new RawText(raw, files.largestUnpacked(), false));
        List<String> scope = uploads.scope(upload.id());
        FileStores fileStores = new FileStores(
                stores::find, scope == null ? null : Set.copyOf(scope), stores.chainZone(), options.timeZone());
        int defaultStore = defaultStore(upload, layout, fileStores, scope);
        boolean codesOnly = layout.header().column(Field.PRODUCT) < 0;
        FileProducts products = new FileProducts(codesOnly, codesOnly ? knownProducts() : Set.of());
        RowParser parser = new RowParser(
                layout, products, fileStores, defaultStore, clock.instant().getEpochSecond());
        try (RawText text = new RawText(raw, files.largestUnpacked(), true);
                Problems problems =
                        new Problems(files.refused(upload.id()), layout.header().names(), layout.delimiter())) {
            return read(new Reading(upload, layout, products, fileStores, parser, text, problems), connection, watch);
        }
    }

    private record Reading(
            Upload upload,
            Layout layout,
            FileProducts products,
            FileStores stores,
            RowParser parser,
            RawText text,
            Problems problems) {}

    private StagedFile read(Reading r, Connection connection, Watch watch) throws IOException, SQLException {
        connection.setAutoCommit(false);
        empty(connection);
        RecordReader records = new RecordReader(r.text().reader(), r.layout().delimiter());
        ColumnWatch columns = new ColumnWatch(r.layout().header(), r.layout().decimalMark());
        long read = 0;
        try (StagingWriter writer = new StagingWriter(connection)) {
            while (records.next()) {
                if (records.line() <= r.layout().headerLine()) {
                    continue;
                }
                read++;
                columns.look(records);
                if (r.parser().parse(records)) {
                    writer.write(r.parser().row());
                } else {
                    refuse(r, records);
                }
                if (read % LOOK_EVERY_ROWS == 0) {
                    long refused = r.problems().refused();
                    watch.look(r.layout().kind(), counts(r, read));
                    if (read >= GIVEN_UP_AFTER && refused == read) {
                        throw new UnreadableFile("None of the first %d rows can be read. The first: line %d, %s"
                                .formatted(read, r.problems().reported().get(0).line(), firstReason(r)));
                    }
                }
            }
            writer.finish();
        } catch (IOException | SQLException | RuntimeException problem) {
            connection.rollback();
            throw problem;
        }
        connection.commit();
        remarks(r);
        return new StagedFile(
                r.layout(),
                r.products(),
                r.stores(),
                read,
                r.problems().refused(),
                r.upload().bytesTotal(),
                r.text().sha256(),
                r.parser().stockGiven(),
                columns.completeness(),
                columns.report(),
                r.problems().reported());
    }

    private static Counts counts(Reading r, long read) {
        long refused = r.problems().refused();
        return new Counts(
                read,
                read - refused,
                0,
                refused,
                r.text().bytesRead(),
                r.upload().bytesTotal());
    }

    private static String firstReason(Reading r) {
        Problem first = r.problems().reported().get(0);
        return (first.column() == null ? "" : first.column() + " ") + first.reason() + ".";
    }

    private static void refuse(Reading r, RecordReader records) throws IOException {
        Field wrong = r.parser().wrong();
        int column = wrong == null ? -1 : r.layout().header().column(wrong);
        String value = column >= 0 && column < records.count() ? records.text(column) : null;
        String name = wrong == null ? null : r.layout().header().nameOf(wrong);
        r.problems().refuse(records, name, value, r.parser().reason());
    }

    private static void remarks(Reading r) {
        Layout layout = r.layout();
        if (!layout.remark().isEmpty()) {
            r.problems().warn(layout.headerLine(), layout.header().nameOf(Field.DATE), null, layout.remark());
        }
        for (String heading : layout.header().repeated()) {
            r.problems().warn(layout.headerLine(), heading, null, "This heading occurs twice; the first was read.");
        }
        long repaired = r.text().repairedBytes();
        if (repaired > 0) {
            String reason = "%d bytes are not %s and were read as Windows-1252."
                    .formatted(repaired, r.text().charset().name());
            r.problems().warn(layout.headerLine(), null, null, reason);
        }
        if (layout.kind() == Kind.SALES && !r.parser().stockGiven()) {
            r.problems()
                    .warn(
                            layout.headerLine(),
                            null,
                            null,
                            "The file does not say how much stock was left. Products that were never counted stay at 0"
                                    + " on hand: each day's sales are matched by a receipt of the same quantity.");
        }
    }

    private int defaultStore(Upload upload, Layout layout, FileStores stores, @Nullable List<String> scope)
            throws UnreadableFile {
        String code = upload.store();
        if (code == null && layout.header().column(Field.STORE) < 0) {
            code = scope == null ? "MAIN" : scope.size() == 1 ? scope.get(0) : null;
            if (code == null) {
                throw new UnreadableFile(
                        "The file has no store column. Send it again with store= one of your stores: " + scope + ".");
            }
        }
        if (code == null) {
            return -1;
        }
        int number = stores.number(StoreCode.of(code));
        if (number < 0) {
            throw new UnreadableFile("The store %s %s.".formatted(code, stores.refusal()));
        }
        return number;
    }

    /** Codes, and names in lower case, since a "product id" may be either. */
    private Set<String> knownProducts() {
        Set<String> known = new HashSet<>();
        jdbc.sql("select sku, name from catalog.v_product").query(row -> {
            known.add(row.getString("sku"));
            known.add(row.getString("name").toLowerCase(Locale.ROOT));
        });
        return known;
    }

    static void empty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    truncate ingestion.staged, ingestion.staged_product, ingestion.staged_store, ingestion.staged_cell,
                             ingestion.skipped
                    """);
        }
    }
}
