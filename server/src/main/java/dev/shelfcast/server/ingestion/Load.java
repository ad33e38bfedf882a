package dev.shelfcast.server.ingestion;

import dev.shelfcast.server.inventory.StockLedger;
import dev.shelfcast.server.orders.SalesIntake;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.StoreDraft;
import dev.shelfcast.server.stores.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Brings the staged rows into catalog, sales and ledger: one transaction, so that a file is wholly in or wholly out.
 */
@Component
class Load {

    private static final Logger log = LoggerFactory.getLogger(Load.class);

    private final JdbcClient jdbc;
    private final Stores stores;
    private final ProductMatch products;
    private final Duplicates duplicates;
    private final StockTrail trail;
    private final SalesIntake sales;
    private final StockLedger ledger;
    private final Uploads uploads;
    private final ApplicationEventPublisher events;

    Load(
            JdbcClient jdbc,
            Stores stores,
            ProductMatch products,
            Duplicates duplicates,
            StockTrail trail,
            SalesIntake sales,
            StockLedger ledger,
            Uploads uploads,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.products = products;
        this.duplicates = duplicates;
        this.trail = trail;
        this.sales = sales;
        this.ledger = ledger;
        this.uploads = uploads;
        this.events = events;
    }

    /** Asked between the steps; throws to end the load. */
    interface Watch {
        void look() throws ImportStopped;
    }

    /** What a load would do, without doing it: how many rows are in already. */
    record Rehearsal(long skipped, List<Problem> problems) {}

    @Transactional(rollbackFor = Exception.class)
    Rehearsal rehearse(StagedFile file) {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        settings();
        stageStores(file, false);
        long skipped = file.layout().kind() != Kind.PRODUCTS && duplicates.anyKnown() ? duplicates.find() : 0;
        return new Rehearsal(skipped, skipped == 0 ? List.of() : duplicates.report(Problems.REPORTED));
    }

    @Transactional(rollbackFor = Exception.class)
    void load(Upload upload, StagedFile file, Watch watch) throws ImportStopped {
        Steps steps = new Steps();
        settings();
        Kind kind = file.layout().kind();
        stageStores(file, true);
        steps.done("stores");
        long skipped = kind == Kind.PRODUCTS ? 0 : skipKnown(upload, steps);
        watch.look();
        products.match(file.products(), kind == Kind.PRODUCTS);
        steps.done("products");
        if (file.staged() > skipped) {
            stock(upload, file, steps);
            watch.look();
            hand(upload, kind, steps);
            watch.look();
        }
        if (kind != Kind.PRODUCTS) {
            duplicates.remember(upload.id());
            steps.done("fingerprints");
        }
        Counts counts = file.counts(skipped);
        conclude(upload, file, counts);
        log.info("upload {} loaded: {}", upload.id(), steps);
    }

    private long skipKnown(Upload upload, Steps steps) {
        if (!duplicates.anyKnown()) {
            return 0;
        }
        long skipped = duplicates.find();
        if (skipped > 0) {
            uploads.addProblems(upload.id(), Problems.REPORTED, duplicates.report(Problems.REPORTED));
            duplicates.drop();
        }
        steps.done("duplicates");
        return skipped;
    }

    private void stock(Upload upload, StagedFile file, Steps steps) {
        trail.lookUpCells();
        steps.done("cells");
        if (file.stockGiven()) {
            trail.inferFromCounts(upload.id(), document(upload.id()));
            trail.anchor(upload.id());
            steps.done("counts");
        }
        if (trail.anySilent()) {
            trail.matchSilentSales(
                    upload.id(), document(upload.id()), file.layout().kind() == Kind.SALES);
            steps.done("silent sales");
        }
    }

    private void hand(Upload upload, Kind kind, Steps steps) {
        if (kind == Kind.SALES) {
            fillSales(upload.id());
            steps.done("hand over");
            SalesIntake.Loaded loaded = sales.load(upload.id(), "IMPORT", "TILL");
            if (loaded.skipped() != 0) {
                throw new IllegalStateException(loaded.skipped() + " rows found no sale to belong to");
            }
            steps.done("sales and ledger");
        } else {
            fillMovements(upload.id(), document(upload.id()));
            ledger.postIntake(upload.id());
            steps.done("ledger");
        }
    }

    /**
     * A receipt's number is one sale, told apart by the upload: its lines may be spread over files, and shops begin
     * their numbers anew. Where it is used in several stores or on several days, those are told apart too.
     *
     * <p>In the order of product and time, which lines and movements keep: so the history of a product lies together on
     * disk, its index is filled from left to right, and nothing needs to be sorted again.
     */
    private void fillSales(long batch) {
        jdbc.sql("""
                        insert into orders.v_sale_intake (batch_id, store_id, product_id, pincode, occurred_at,
                                                          business_day, quantity, unit_price, discount, unit_cost,
                                                          external_id)
                        with spread as (
                            select external_id
                              from ingestion.staged
                             where external_id is not null
                             group by external_id
                            having min(store) < max(store) or min(day) < max(day))
                        select :batch, ss.store_id, sp.product_id, s.pincode, s.occurred_at, s.day, s.quantity,
                               s.price, 0, coalesce(s.cost, sp.unit_cost),
                               s.external_id || '#' || :batch
                                   || case when w.external_id is null then ''
                                           else '/' || ss.store_id || '/' || s.day end
                          from ingestion.staged s
                          join ingestion.staged_store ss using (store)
                          join ingestion.staged_product sp using (product)
                          left join spread w on w.external_id = s.external_id
                         order by s.product, s.occurred_at
                        """).param("batch", batch).update();
    }

    private void fillMovements(long batch, String document) {
        jdbc.sql("""
                        insert into inventory.v_movement_intake (batch_id, kind, product_id, from_location, to_location,
                                                                 quantity, occurred_at, reason, source, external_id,
                                                                 line)
                        select :batch,
                               case when s.operation = 'A' then 'RECEIPT' else 'WASTE' end,
                               sp.product_id,
                               case when s.operation = 'A' then -1 else ss.store_id end,
                               case when s.operation = 'A' then ss.store_id else -3 end,
                               abs(s.quantity), s.occurred_at, 'inventory file', 'IMPORT', :document, s.line
                          from ingestion.staged s
                          join ingestion.staged_store ss using (store)
                          join ingestion.staged_product sp using (product)
                         where s.operation in ('A', 'R')
                        """).param("batch", batch).param("document", document).update();
    }

    private void conclude(Upload upload, StagedFile file, Counts counts) {
        Kind kind = file.layout().kind();
        uploads.progress(upload.id(), "LOADING", kind, counts);
        uploads.describe(upload.id(), file.sha256(), Quality.of(counts, file.completeness()), file.columns());
        uploads.end(upload.id(), "DONE", Import.begunAgain(upload) + summary(counts));
        events.publishEvent(new ImportFinished(
                upload.id(),
                kind.name(),
                "DONE",
                false,
                counts.accepted(),
                counts.skipped(),
                counts.refused(),
                upload.createdBy()));
    }

    static String summary(Counts counts) {
        return String.format(
                Locale.ROOT,
                "%,d rows accepted, %,d skipped as imported before, %,d refused.",
                counts.accepted(),
                counts.skipped(),
                counts.refused());
    }

    static String document(long uploadId) {
        return "U-" + uploadId;
    }

    /** Sorting and hashing millions of rows in memory rather than on disk; for this transaction only. */
    private void settings() {
        jdbc.sql("set local work_mem = '128MB'").update();
        jdbc.sql("set local jit = off").update();
    }

    private void stageStores(StagedFile file, boolean create) {
        List<FileStores.Entry> all = file.stores().all();
        Map<StoreCode, Long> created = create
                ? stores.ensure(all.stream()
                        .filter(entry -> entry.id() == null)
                        .map(entry -> StoreDraft.known(entry.code()))
                        .toList())
                : Map.of();
        List<Integer> numbers = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Long id = all.get(i).id() == null
                    ? created.get(all.get(i).code())
                    : all.get(i).id();
            if (id == null && create) {
                throw new IllegalStateException(
                        "no id for the store " + all.get(i).code());
            }
            if (id != null) {
                numbers.add(i);
                ids.add(Objects.requireNonNull(id));
            }
        }
        jdbc.sql("""
                        insert into ingestion.staged_store (store, store_id)
                        select * from unnest(cast(:numbers as int[]), cast(:ids as bigint[]))
                        """)
                .param("numbers", numbers.toArray(Integer[]::new))
                .param("ids", ids.toArray(Long[]::new))
                .update();
        jdbc.sql("analyze ingestion.staged").update();
        jdbc.sql("analyze ingestion.staged_store").update();
    }
}
