package dev.shelfcast.server.inventory;

import java.util.List;

/**
 * The ledger has been held against itself; published when a check has ended, also when nothing was found.
 *
 * @param wrong what cannot be
 * @param promised products of which more is promised than lies on the shelf
 */
public record LedgerChecked(long runId, List<LedgerDifference> wrong, List<LedgerDifference> promised) {

    public LedgerChecked {
        wrong = List.copyOf(wrong);
        promised = List.copyOf(promised);
    }
}
