package dev.shelfcast.server.ingestion;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.jobs.Jobs;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.StoreCode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.multipart.MultipartFile;

/** Takes a file in: checks what was said of it, keeps it, and has it imported. */
@Component
class Reception {

    private static final int LONGEST_NAME = 255;

    private final UploadFiles files;
    private final Uploads uploads;
    private final Jobs jobs;
    private final CurrentUser user;
    private final AuditLog audit;
    private final TransactionOperations transaction;

    Reception(
            UploadFiles files,
            Uploads uploads,
            Jobs jobs,
            CurrentUser user,
            AuditLog audit,
            TransactionOperations transaction) {
        this.files = files;
        this.uploads = uploads;
        this.jobs = jobs;
        this.user = user;
        this.audit = audit;
        this.transaction = transaction;
    }

    long take(MultipartFile file, Uploads.Options options, @Nullable StoreCode store, boolean dryRun)
            throws IOException {
        ImportOptions checked =
                ImportOptions.of(options.kind(), options.timeZone(), options.dateOrder(), options.decimal());
        if (store != null) {
            user.requireStore(store);
        }
        if (file.isEmpty()) {
            throw new Invalid("FILE_EMPTY", "The file has no bytes. Maybe the export failed; make it again.");
        }
        String storedAs = files.keep(file);
        try {
            Long id = transaction.execute(status -> {
                long received = uploads.receive(new Uploads.Received(
                        name(file),
                        storedAs,
                        file.getSize(),
                        dryRun,
                        store == null ? null : store.value(),
                        new Uploads.Options(
                                checked.kind() == null ? null : checked.kind().name(),
                                options.timeZone(),
                                options.dateOrder(),
                                options.decimal()),
                        user.scope().codesOrNull(),
                        user.name()));
                audit.record("upload.receive", "upload", String.valueOf(received), null, name(file));
                jobs.request(ImportJob.NAME, ImportJob.PARAMETERS);
                return received;
            });
            return java.util.Objects.requireNonNull(id);
        } catch (RuntimeException notTaken) {
            files.drop(storedAs);
            throw notTaken;
        }
    }

    /** The last part of the sender's path, for people to recognise it; never used as a path here. */
    private static String name(MultipartFile file) {
        String given = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String shown = last.replaceAll("\\p{Cntrl}", "").strip();
        String name = shown.isEmpty() ? "file" : shown;
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
