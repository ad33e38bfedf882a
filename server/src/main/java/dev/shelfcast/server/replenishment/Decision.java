package dev.shelfcast.server.replenishment;

import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * What the planner says about one product in one store; a quantity of zero means nothing is needed, and the reason
 * says why.
 *
 * @param neededBy when the goods have to be on the shelf
 * @param headline one line, e.g. "Restock 40 units by 9 AM tomorrow"
 * @param reason the arithmetic in words
 */
record Decision(
        BigDecimal quantity,
        Urgency urgency,
        List<Integer> horizonsAtRisk,
        ZonedDateTime neededBy,
        String headline,
        String reason,
        Arithmetic inputs) {

    boolean isNeeded() {
        return quantity.signum() > 0;
    }
}
