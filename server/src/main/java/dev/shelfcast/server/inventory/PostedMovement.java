package dev.shelfcast.server.inventory;

import java.math.BigDecimal;
import java.util.List;

/**
 * What became of one movement: the rows written (several when it was taken from several lots), how much was beyond
 * the stock on the books, and whether it was answered from an earlier posting of the same name.
 */
public record PostedMovement(List<Long> ids, BigDecimal oversold, boolean repeated) {

    public PostedMovement {
        ids = List.copyOf(ids);
    }
}
