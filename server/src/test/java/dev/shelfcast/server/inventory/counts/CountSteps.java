package dev.shelfcast.server.inventory.counts;

import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

/** The steps of a count, for stories that are told in other packages. */
@TestComponent
public class CountSteps {

    private final Counts counts;
    private final InventoryDocument documents;

    CountSteps(Counts counts, InventoryDocument documents) {
        this.counts = counts;
        this.documents = documents;
    }

    /** What somebody saw, instead of what was seen before or in addition; without a lot, goods that have none. */
    public record Seen(
            String sku, @Nullable String lot, @Nullable LocalDate expiry, BigDecimal quantity, boolean adds) {}

    /** Without products, all that the books have in the store. */
    public long open(String store, @Nullable List<String> skus) {
        return counts.open(new CountBody(
                StoreCode.of(store),
                null,
                null,
                null,
                skus == null ? null : skus.stream().map(Sku::of).toList(),
                null));
    }

    public void count(long id, List<Seen> seen, @Nullable Instant at) {
        counts.count(
                id,
                seen.stream()
                        .map(one -> new Counted(Sku.of(one.sku()), one.lot(), one.expiry(), one.quantity(), one.adds()))
                        .toList(),
                at == null ? null : at.atOffset(ZoneOffset.UTC));
    }

    public void recount(long id, List<Integer> lines) {
        counts.recount(id, lines);
    }

    public void writeDocument(String store, Map<String, BigDecimal> totals) {
        documents.write(StoreCode.of(store), new InventoryDocument.Document(null, null, totals), false);
    }

    public void finish(long id, boolean restIsNothing) {
        counts.finish(id, restIsNothing);
    }

    public void review(long id) {
        counts.review(id);
    }

    public void post(long id) {
        counts.post(id);
    }

    public void cancel(long id) {
        counts.cancel(id);
    }
}
