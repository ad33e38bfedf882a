package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.util.List;

/**
 * The restock list is different now; published after the commit.
 *
 * @param changed lines that are new or have other figures
 * @param closed lines that are no longer open
 * @param bulk too many to name: both lists are empty, and whoever shows the list reads it again
 */
public record PlanChanged(List<RestockLine> changed, List<Closed> closed, boolean bulk) {

    /** A line that left the list. */
    public record Closed(long id, StoreCode store, Sku sku) {}
}
