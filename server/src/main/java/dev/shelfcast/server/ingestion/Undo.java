package dev.shelfcast.server.ingestion;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.inventory.StockLedger;
import dev.shelfcast.server.orders.SalesIntake;
import dev.shelfcast.server.shared.Conflict;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a whole import back: its sales by voids, its movements by reversing ones. Products and stores stay. */
@Component
class Undo {

    private final JdbcClient jdbc;
    private final Uploads uploads;
    private final Duplicates duplicates;
    private final StockTrail trail;
    private final SalesIntake sales;
    private final StockLedger ledger;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    Undo(
            JdbcClient jdbc,
            Uploads uploads,
            Duplicates duplicates,
            StockTrail trail,
            SalesIntake sales,
            StockLedger ledger,
            AuditLog audit,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.uploads = uploads;
        this.duplicates = duplicates;
        this.trail = trail;
        this.sales = sales;
        this.ledger = ledger;
        this.audit = audit;
        this.events = events;
    }

    @Transactional
    void undo(Upload upload) {
        int taken = jdbc.sql("""
                        update ingestion.upload
                           set status = 'UNDONE', message = 'Taken back.', finished_at = clock_timestamp()
                         where id = :id and status = 'DONE' and not dry_run
                        """).param("id", upload.id()).update();
        if (taken == 0) {
            throw new Conflict(
                    "UPLOAD_NOT_IN",
                    "The upload %d is %s%s, so there is nothing to take back."
                            .formatted(upload.id(), upload.status(), upload.dryRun() ? " as a dry run" : ""));
        }
        if (Kind.SALES.name().equals(upload.kind())) {
            sales.undo(upload.id());
        }
        reverse(upload.id());
        duplicates.forget(upload.id());
        trail.dropAnchors(upload.id());
        audit.record("upload.undo", "upload", String.valueOf(upload.id()), upload, null);
        events.publishEvent(new ImportFinished(
                upload.id(),
                upload.kind(),
                "UNDONE",
                false,
                upload.rowsAccepted(),
                upload.rowsSkipped(),
                upload.rowsRefused(),
                upload.createdBy()));
    }

    /** What the import inferred or moved beside its sales. */
    private void reverse(long id) {
        int reversed = jdbc.sql("""
                        insert into inventory.v_movement_intake (batch_id, kind, product_id, from_location, to_location,
                                                                 quantity, occurred_at, reason, source, external_id)
                        select :id, 'REVERSAL', product_id, to_location, from_location, sum(quantity),
                               max(occurred_at), 'import taken back', 'IMPORT_UNDONE', :document
                          from inventory.v_movement
                         where source in ('IMPORT', 'IMPORT_MATCHED') and external_id = :document
                         group by product_id, from_location, to_location
                        """)
                .param("id", id)
                .param("document", Load.document(id))
                .update();
        if (reversed > 0) {
            ledger.postIntake(id);
        }
    }
}
