package dev.shelfcast.server.ingestion;

import dev.shelfcast.server.jobs.JobRun;
import dev.shelfcast.server.shared.Refusal;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** One file from its first byte to its last word. */
@Component
class Import {

    private static final Logger log = LoggerFactory.getLogger(Import.class);
    /** Session lock number of the staging tables, which hold one file at a time. */
    private static final long STAGING_LOCK = 0x5e1fca57_1177_0001L;

    private static final long LOCK_WAITS_MS = 15_000;
    private static final long TOLD_EVERY_NS = 500_000_000;

    private final DataSource dataSource;
    private final Staging staging;
    private final Load load;
    private final Uploads uploads;
    private final UploadFiles files;
    private final ApplicationEventPublisher events;

    Import(
            DataSource dataSource,
            Staging staging,
            Load load,
            Uploads uploads,
            UploadFiles files,
            ApplicationEventPublisher events) {
        this.dataSource = dataSource;
        this.staging = staging;
        this.load = load;
        this.uploads = uploads;
        this.files = files;
        this.events = events;
    }

    void run(Upload upload, JobRun run) throws IOException, SQLException {
        uploads.begin(upload.id(), begunAgain(upload));
        try (Connection connection = dataSource.getConnection()) {
            lock(connection, run);
            try {
                importFile(upload, connection, run);
            } finally {
                release(connection);
            }
        } catch (UnreadableFile unreadable) {
            fail(upload, unreadable.reason());
        } catch (ImportStopped stopped) {
            if (!stopped.bySender()) {
                throw stopped; // a stop of the server: the file is taken up again after it
            }
            end(upload, "CANCELLED", "Cancelled; nothing of it is in.");
        } catch (Refusal refusal) {
            fail(upload, refusal.detail());
        } catch (SQLException | RuntimeException problem) {
            if (run.cancelled() && !run.calledOff()) {
                throw problem;
            }
            log.error("the import of upload {} failed", upload.id(), problem);
            fail(upload, "The import failed and nothing of it is in: " + problem.getMessage());
        }
    }

    /** An import that a stop of the server cut short left nothing behind, and is begun again from the kept file. */
    static String begunAgain(Upload asFound) {
        return asFound.startedAt() == null ? "" : "Begun again after a stop of the server. ";
    }

    private void importFile(Upload upload, Connection connection, JobRun run) throws IOException, SQLException {
        Progress progress = new Progress(upload, run);
        StagedFile file = staging.stage(upload, connection, progress);
        Optional<Long> same = file.layout().kind() == Kind.PRODUCTS
                ? uploads.sameContent(upload.id(), file.sha256(), Kind.PRODUCTS.name())
                : Optional.empty();
        List<Problem> problems = new ArrayList<>(file.problems());
        uploads.problems(upload.id(), problems);
        if (same.isPresent() || upload.dryRun()) {
            rehearse(upload, file, problems, same.orElse(null));
            return;
        }
        progress.tell("LOADING", file.layout().kind(), file.counts(0));
        load.load(upload, file, () -> progress.check(file.layout().kind(), file.counts(0)));
    }

    /** A dry run, or a list of products that is in already: the report is made and nothing is loaded. */
    private void rehearse(Upload upload, StagedFile file, List<Problem> problems, @Nullable Long same) {
        Load.Rehearsal rehearsal =
                same == null ? load.rehearse(file) : new Load.Rehearsal(file.staged(), List.of(sameAs(same)));
        uploads.addProblems(upload.id(), problems.size(), rehearsal.problems());
        Counts counts = file.counts(rehearsal.skipped());
        uploads.progress(upload.id(), "LOADING", file.layout().kind(), counts);
        uploads.describe(upload.id(), file.sha256(), Quality.of(counts, file.completeness()), file.columns());
        end(upload, "DONE", (upload.dryRun() ? "Dry run, nothing was stored. " : "") + Load.summary(counts));
    }

    private static Problem sameAs(long upload) {
        String reason = "The very same file was imported as upload %d.".formatted(upload);
        return new Problem(1, null, null, reason, Problem.Severity.SKIPPED);
    }

    private void fail(Upload upload, String reason) throws IOException {
        if (upload.storedAs() != null && uploads.get(upload.id()).rowsRead() == 0) {
            // Not one row: keeping gigabytes that are no table helps nobody.
            files.drop(upload.storedAs());
            uploads.forgetFile(upload.id());
        }
        end(upload, "FAILED", reason);
    }

    private void end(Upload upload, String status, String message) {
        uploads.end(upload.id(), status, message);
        Upload ended = uploads.get(upload.id());
        events.publishEvent(new ImportFinished(
                ended.id(),
                ended.kind(),
                status,
                ended.dryRun(),
                ended.rowsAccepted(),
                ended.rowsSkipped(),
                ended.rowsRefused(),
                ended.createdBy()));
    }

    /** Imports never overlap anyway; the lock is for an instance that was thought dead and still works. */
    private static void lock(Connection connection, JobRun run) throws SQLException, ImportStopped {
        long until = System.nanoTime() + LOCK_WAITS_MS * 1_000_000;
        while (!call(connection, "select pg_try_advisory_lock(?)")) {
            if (run.cancelled()) {
                throw new ImportStopped(run.calledOff());
            }
            if (System.nanoTime() > until) {
                throw new SQLException("another instance still imports a file");
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new ImportStopped(false);
            }
        }
    }

    /** Whatever happened, the lock is let go of: a connection that can't even do that is thrown away with it. */
    private static void release(Connection connection) throws SQLException {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            Staging.empty(connection);
            call(connection, "select pg_advisory_unlock(?)");
        } catch (SQLException broken) {
            connection.abort(Runnable::run);
            throw broken;
        }
    }

    private static boolean call(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, STAGING_LOCK);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** Tells the world at most twice a second, outside the load's transaction. */
    private final class Progress implements Staging.Watch {

        private final Upload upload;
        private final JobRun run;
        private long told = System.nanoTime() - TOLD_EVERY_NS;

        Progress(Upload upload, JobRun run) {
            this.upload = upload;
            this.run = run;
        }

        @Override
        public void look(Kind kind, Counts counts) throws ImportStopped {
            if (System.nanoTime() - told >= TOLD_EVERY_NS) {
                tell("VALIDATING", kind, counts);
            }
        }

        void tell(String status, Kind kind, Counts counts) throws ImportStopped {
            told = System.nanoTime();
            boolean cancel = uploads.progress(upload.id(), status, kind, counts);
            run.progress(counts.bytesRead(), counts.bytesTotal(), upload.fileName());
            events.publishEvent(new ImportProgressed(
                    upload.id(),
                    kind.name(),
                    status,
                    counts.read(),
                    counts.accepted(),
                    counts.skipped(),
                    counts.refused(),
                    counts.bytesRead(),
                    counts.bytesTotal(),
                    upload.createdBy()));
            stopIf(cancel);
        }

        /** Between the steps of a load, in its transaction. */
        void check(Kind kind, Counts counts) throws ImportStopped {
            run.progress(counts.bytesRead(), counts.bytesTotal(), "loading " + kind.word());
            stopIf(uploads.get(upload.id()).cancelAsked());
        }

        private void stopIf(boolean cancel) throws ImportStopped {
            if (cancel) {
                throw new ImportStopped(true);
            }
            if (run.cancelled()) {
                throw new ImportStopped(run.calledOff());
            }
        }
    }
}
