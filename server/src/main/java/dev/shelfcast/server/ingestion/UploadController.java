package dev.shelfcast.server.ingestion;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Operates;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files in, reports out. */
@RestController
@RequestMapping("/api/v1")
class UploadController {

    private final Uploads uploads;
    private final UploadFiles files;
    private final Reception reception;
    private final Undo undo;
    private final CurrentUser user;

    UploadController(Uploads uploads, UploadFiles files, Reception reception, Undo undo, CurrentUser user) {
        this.uploads = uploads;
        this.files = files;
        this.reception = reception;
        this.undo = undo;
        this.user = user;
    }

    /** The upload's number, under which its status and report are found. */
    record Accepted(long id) {}

    /** What may be said of a file beside its bytes. */
    record Remarks(
            @Nullable String kind,
            @Nullable String store,
            @BindParam("dry_run") @Nullable Boolean dryRun,
            @BindParam("time_zone") @Nullable String timeZone,
            @BindParam("date_order") @Nullable String dateOrder,
            @Nullable String decimal) {}

    @Operates
    @PostMapping(path = "/upload", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted upload(@RequestParam("file") MultipartFile file, Remarks remarks) throws IOException {
        Uploads.Options options =
                new Uploads.Options(remarks.kind(), remarks.timeZone(), remarks.dateOrder(), remarks.decimal());
        String store = remarks.store();
        StoreCode code = store == null || store.isBlank() ? null : StoreCode.of(store.strip());
        return new Accepted(reception.take(file, options, code, Boolean.TRUE.equals(remarks.dryRun())));
    }

    @Reads
    @GetMapping("/uploads")
    Listing<Upload> list(Paging paging) {
        String sender = user.scope().all() ? null : user.name();
        return Listing.of(uploads.list(sender, paging), uploads.count(sender), paging);
    }

    @Reads
    @GetMapping("/upload/{id}/status")
    Upload status(@PathVariable long id) {
        return seen(id);
    }

    @Reads
    @GetMapping("/upload/{id}/report")
    UploadReport report(@PathVariable long id) {
        seen(id);
        return uploads.report(id);
    }

    @Reads
    @GetMapping(path = "/upload/{id}/refused.csv", produces = "text/csv")
    ResponseEntity<Resource> refused(@PathVariable long id) {
        seen(id);
        Path file = files.refused(id);
        if (!Files.exists(file)) {
            throw new NotFound("NOTHING_REFUSED", "No row of the upload %d was refused.".formatted(id));
        }
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("upload-%d-refused.csv".formatted(id))
                                .build()
                                .toString())
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .body(new FileSystemResource(file));
    }

    @Operates
    @PostMapping("/upload/{id}/cancel")
    Upload cancel(@PathVariable long id) {
        Upload upload = seen(id);
        if (!uploads.askCancel(id)) {
            throw new Conflict(
                    "UPLOAD_ENDED",
                    "The upload %d is %s and cannot be cancelled any more. Maybe undo it."
                            .formatted(id, upload.status()));
        }
        return uploads.get(id);
    }

    @Operates
    @PostMapping("/upload/{id}/undo")
    Upload undo(@PathVariable long id) {
        undo.undo(seen(id));
        return uploads.get(id);
    }

    /** Who doesn't see all stores sees their own files only: others' may tell of other stores. */
    private Upload seen(long id) {
        Upload upload = uploads.get(id);
        if (!user.scope().all() && !upload.createdBy().equals(user.name())) {
            throw new NotFound("UPLOAD_UNKNOWN", "There is no upload %d.".formatted(id));
        }
        return upload;
    }
}
