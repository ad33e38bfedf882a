package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.PaperBooks.Entry;
import dev.shelfcast.server.inventory.PaperBooks.Spot;
import dev.shelfcast.server.orders.SalesIntake;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What comes in by files: it has happened, so it may take the books below zero, but not in a closed period. Sales can
 * be taken back as a whole; movements come with their lots.
 */
final class Importing implements LedgerStory.Chapter {

    private record Batch(long id, List<Entry> entries) {}

    private final LedgerStory story;
    private final SalesIntake sales;
    private final List<Batch> loaded = new ArrayList<>();

    Importing(LedgerStory story, SalesIntake sales) {
        this.story = story;
        this.sales = sales;
    }

    @Override
    public void step() {
        int choice = story.random.nextInt(3);
        if (choice == 0 && !loaded.isEmpty()) {
            undo(loaded.remove(story.random.nextInt(loaded.size())));
        } else if (choice == 1) {
            loadMovements();
        } else {
            loadSales();
        }
    }

    private long batch() {
        return story.jdbc
                .sql("select nextval('identity.audit_entry_id_seq')")
                .query(Long.class)
                .single();
    }

    private Instant past() {
        return story.begin.minus(Duration.ofHours(1 + story.random.nextInt(60 * 24)));
    }

    private boolean open(List<Entry> entries) {
        return entries.stream()
                .noneMatch(entry ->
                        entry.at().isBefore(story.paper.openSince(entry.spot().store())));
    }

    private void loadSales() {
        List<Entry> entries = new ArrayList<>();
        for (int row = story.random.nextInt(5); row >= 0; row--) {
            BigDecimal quantity = story.quantity(3);
            boolean comesBack = story.random.nextInt(5) == 0;
            entries.add(new Entry(
                    new Spot(story.anyStore(), story.anyProduct(), ""),
                    comesBack ? quantity : quantity.negate(),
                    past()));
        }
        Batch batch = new Batch(batch(), entries);
        boolean done = story.reallyDone(open(entries), () -> {
            for (int row = 0; row < entries.size(); row++) {
                insertSale(batch.id(), row, entries.get(row));
            }
            assertThat(sales.load(batch.id(), story.source + " FILE", "ONLINE").lines())
                    .isEqualTo(entries.size());
        });
        if (done) {
            entries.forEach(entry -> story.paper.change(entry.spot(), entry.change(), entry.at()));
            loaded.add(batch);
        }
    }

    private void insertSale(long batch, int row, Entry entry) {
        story.jdbc
                .sql("""
                        insert into orders.v_sale_intake
                               (batch_id, store_id, product_id, occurred_at, business_day, quantity, unit_price,
                                discount, unit_cost, external_id)
                        values (:batch, :store, :product, :at, :day, :quantity, 3, 0, 1, :batch || ' ' || :row)
                        """)
                .param("batch", batch)
                .param("store", entry.spot().store())
                .param("product", entry.spot().product())
                .param("at", Timestamp.from(entry.at()))
                .param("day", LocalDate.ofInstant(entry.at(), ZoneOffset.UTC))
                .param("quantity", entry.change().negate())
                .param("row", row)
                .update();
    }

    private void undo(Batch batch) {
        if (story.reallyDone(open(batch.entries()), () -> sales.undo(batch.id()))) {
            batch.entries()
                    .forEach(entry ->
                            story.paper.change(entry.spot(), entry.change().negate(), entry.at()));
            assertThat(story.transaction.run(() -> sales.undo(batch.id())).lines())
                    .isZero();
        }
    }

    private void loadMovements() {
        List<Entry> entries = new ArrayList<>();
        for (int row = story.random.nextInt(5); row >= 0; row--) {
            String lot = story.random.nextBoolean() ? "" : "L" + story.random.nextInt(6);
            BigDecimal quantity = story.quantity(5);
            boolean goes = story.random.nextInt(4) == 0;
            entries.add(new Entry(
                    new Spot(story.anyStore(), story.anyProduct(), lot),
                    goes && lot.isEmpty() ? quantity.negate() : quantity,
                    past()));
        }
        long batch = batch();
        boolean done = story.reallyDone(open(entries), () -> {
            for (Entry entry : entries) {
                insertMovement(batch, entry);
            }
            assertThat(story.ledger.postIntake(batch)).isEqualTo(entries.size());
        });
        if (done) {
            Map<String, Instant> first = new TreeMap<>();
            entries.stream()
                    .filter(entry -> !entry.spot().lot().isEmpty())
                    .forEach(entry -> first.merge(
                            entry.spot().product() + " " + entry.spot().lot(),
                            entry.at(),
                            (a, b) -> a.isBefore(b) ? a : b));
            first.forEach((lot, at) -> story.paper.meet(Long.parseLong(lot.split(" ")[0]), lot.split(" ")[1], at));
            entries.forEach(entry -> story.paper.change(entry.spot(), entry.change(), entry.at()));
        }
    }

    private void insertMovement(long batch, Entry entry) {
        boolean in = entry.change().signum() > 0;
        String lot = entry.spot().lot().isEmpty() ? null : entry.spot().lot();
        story.jdbc
                .sql("""
                        insert into inventory.v_movement_intake
                               (batch_id, kind, product_id, from_location, to_location, quantity, occurred_at, source,
                                line, lot_code, expiry)
                        values (:batch, :kind, :product, :from, :to, :quantity, :at, 'IMPORT', 1, :lot,
                                cast(:expiry as date))
                        """)
                .param("batch", batch)
                .param("kind", in ? "RECEIPT" : "WASTE")
                .param("product", entry.spot().product())
                .param("from", in ? Place.SUPPLIER : entry.spot().store())
                .param("to", in ? entry.spot().store() : Place.WASTE)
                .param("quantity", entry.change().abs())
                .param("at", Timestamp.from(entry.at()))
                .param("lot", lot)
                .param("expiry", lot == null ? null : PaperBooks.expiryOf(lot))
                .update();
    }
}
