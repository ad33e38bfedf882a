package dev.shelfcast.server.inventory.counts;

import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;

/** The steps of a count, for stories that are told in other packages. */
@TestComponent
public class CountSteps {

    private final Counts counts;

    CountSteps(Counts counts) {
        this.counts = counts;
    }

    /** What somebody saw; without a lot, goods that have none. */
    public record Seen(String sku, String lot, LocalDate expiry, BigDecimal quantity) {}

    public long open(String store, List<String> skus) {
        return counts.open(new CountBody(
                StoreCode.of(store),
                null,
                null,
                null,
                skus.stream().map(Sku::of).toList(),
                null));
    }

    public void count(long id, List<Seen> seen) {
        counts.count(
                id,
                seen.stream()
                        .map(one -> new Counted(Sku.of(one.sku()), one.lot(), one.expiry(), one.quantity(), null))
                        .toList(),
                null);
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
