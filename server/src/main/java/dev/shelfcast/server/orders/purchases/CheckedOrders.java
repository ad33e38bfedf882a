package dev.shelfcast.server.orders.purchases;

import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as it would be ordered: one order per supplier, store and day, with what speaks against each line. */
record CheckedOrders(List<Group> orders, BigDecimal total, boolean clean) {

    CheckedOrders {
        orders = List.copyOf(orders);
        total = Decimals.plain(total);
    }

    /** All deviations, with the quantities that the suppliers would deliver. */
    Invalid refusal() {
        List<FieldProblem> problems = new ArrayList<>();
        for (Group order : orders) {
            for (Line line : order.lines()) {
                for (Deviation deviation : line.deviations()) {
                    String way = "%s; maybe order %s"
                            .formatted(
                                    deviation.detail(), line.suggestedQuantity().toPlainString());
                    problems.add(new FieldProblem(
                            "lines[%d].quantity".formatted(line.index()),
                            way,
                            line.quantity().toPlainString()));
                }
            }
        }
        return new Invalid(
                "ORDER_DEVIATES",
                "%d lines are not as their suppliers deliver: %s. Maybe take what is proposed, or order so anyway."
                        .formatted(problems.size(), problems.get(0).reason()),
                problems);
    }

    record Group(
            StoreCode store,
            String storeName,
            @Nullable String supplier,
            @Nullable String supplierName,
            LocalDate deliveryDate,
            BigDecimal total,
            List<Line> lines) {

        Group {
            total = Decimals.plain(total);
        }
    }

    /** In base units; {@code index} is the line's place in the request, counted from 0. */
    record Line(
            int index,
            Sku sku,
            String productName,
            String unit,
            BigDecimal quantity,
            BigDecimal unitCost,
            BigDecimal amount,
            @Nullable String supplierSku,
            BigDecimal packMultiple,
            BigDecimal minimumQuantity,
            BigDecimal suggestedQuantity,
            List<Deviation> deviations) {

        Line {
            quantity = Decimals.plain(quantity);
            unitCost = Decimals.plain(unitCost);
            amount = Decimals.plain(amount);
            packMultiple = Decimals.plain(packMultiple);
            minimumQuantity = Decimals.plain(minimumQuantity);
            suggestedQuantity = Decimals.plain(suggestedQuantity);
        }
    }

    /** Stable code and a sentence for people. */
    record Deviation(String code, String detail) {}
}
