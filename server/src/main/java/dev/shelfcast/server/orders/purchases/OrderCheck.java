package dev.shelfcast.server.orders.purchases;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.orders.PurchaseOrderDraft;
import dev.shelfcast.server.orders.purchases.CheckedOrders.Deviation;
import dev.shelfcast.server.orders.purchases.PurchaseTerms.Item;
import dev.shelfcast.server.orders.purchases.PurchaseTerms.Terms;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.StoreView;
import dev.shelfcast.server.stores.Stores;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds what is wanted against the suppliers' terms, and splits it into orders. */
@Component
class OrderCheck {

    private static final int MOST_LINES = 5_000;

    private final PurchaseTerms terms;
    private final Stores stores;
    private final CurrentUser user;
    private final Clock clock;

    OrderCheck(PurchaseTerms terms, Stores stores, CurrentUser user, Clock clock) {
        this.terms = terms;
        this.stores = stores;
        this.user = user;
        this.clock = clock;
    }

    /** The orders as they go to the database, beside what is shown of them. */
    record Outcome(CheckedOrders shown, List<PurchaseOrderDraft> drafts) {}

    /** What the request names; the day may be left to the lead time. */
    private record Asked(
            StoreView store,
            @Nullable Long supplierId,
            @Nullable LocalDate day) {}

    private record Delivery(StoreView store, @Nullable Long supplierId, LocalDate day) {}

    private record Wanted(
            CheckedOrders.Line shown, Item item, @Nullable Terms terms) {}

    Outcome check(PurchaseRequest request) {
        List<PurchaseRequest.Line> lines = request.lines() == null ? List.of() : request.lines();
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw invalid("lines", "a purchase order has 1 to %d lines".formatted(MOST_LINES), lines.size() + "");
        }
        Map<StoreCode, StoreView> places = places(request, lines);
        Map<Sku, Item> items = terms.of(lines.stream()
                .map(line -> given("lines.sku", line.sku()))
                .distinct()
                .toList());
        Map<Asked, List<Wanted>> asked = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            PurchaseRequest.Line line = lines.get(i);
            Item item = items.get(line.sku());
            if (item == null) {
                throw invalid("lines[" + i + "].sku", "there is no such product", String.valueOf(line.sku()));
            }
            String supplier = line.supplier() == null ? request.supplier() : line.supplier();
            Terms chosen = item.choose(supplier);
            Long supplierId = supplierId(supplier, chosen);
            StoreView store = Objects.requireNonNull(places.get(storeOf(request, line)));
            LocalDate day = line.deliveryDate() == null ? request.deliveryDate() : line.deliveryDate();
            asked.computeIfAbsent(new Asked(store, supplierId, checked(day, store)), key -> new ArrayList<>())
                    .add(new Wanted(shown(i, line, item, chosen), item, chosen));
        }
        return outcome(dated(asked), request.note());
    }

    private @Nullable Long supplierId(@Nullable String named, @Nullable Terms chosen) {
        if (chosen != null) {
            return chosen.supplierId();
        }
        return named == null ? null : (Long) terms.supplierId(named);
    }

    /** Where nobody says a day: today and the longest lead time among the lines, in whole days. */
    private Map<Delivery, List<Wanted>> dated(Map<Asked, List<Wanted>> asked) {
        Map<Delivery, List<Wanted>> dated = new LinkedHashMap<>();
        asked.forEach((delivery, wanted) -> {
            LocalDate day = delivery.day();
            if (day == null) {
                BigDecimal lead = wanted.stream()
                        .map(one -> leadTimeDays(one.terms(), delivery.supplierId()))
                        .reduce(BigDecimal.ZERO, BigDecimal::max);
                day = today(delivery.store())
                        .plusDays(lead.setScale(0, RoundingMode.CEILING).longValueExact());
            }
            dated.computeIfAbsent(new Delivery(delivery.store(), delivery.supplierId(), day), d -> new ArrayList<>())
                    .addAll(wanted);
        });
        return dated;
    }

    private BigDecimal leadTimeDays(@Nullable Terms chosen, @Nullable Long supplierId) {
        if (chosen != null) {
            return chosen.leadTimeDays();
        }
        return supplierId == null ? BigDecimal.ONE : terms.supplier(supplierId).leadTimeDays();
    }

    private Outcome outcome(Map<Delivery, List<Wanted>> deliveries, @Nullable String note) {
        List<CheckedOrders.Group> groups = new ArrayList<>();
        List<PurchaseOrderDraft> drafts = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        boolean clean = true;
        for (Map.Entry<Delivery, List<Wanted>> entry : deliveries.entrySet()) {
            Delivery delivery = entry.getKey();
            List<CheckedOrders.Line> lines =
                    entry.getValue().stream().map(Wanted::shown).toList();
            BigDecimal sum = lines.stream().map(CheckedOrders.Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            PurchaseTerms.Supplier supplier =
                    delivery.supplierId() == null ? null : terms.supplier(delivery.supplierId());
            groups.add(new CheckedOrders.Group(
                    delivery.store().code(),
                    delivery.store().name(),
                    supplier == null ? null : supplier.code(),
                    supplier == null ? null : supplier.name(),
                    delivery.day(),
                    sum,
                    lines));
            drafts.add(draft(delivery, entry.getValue(), note));
            total = total.add(sum);
            clean &= lines.stream().allMatch(line -> line.deviations().isEmpty());
        }
        return new Outcome(new CheckedOrders(groups, total, clean), drafts);
    }

    private static PurchaseOrderDraft draft(Delivery delivery, List<Wanted> wanted, @Nullable String note) {
        StoreView store = delivery.store();
        return new PurchaseOrderDraft(
                store.id(),
                delivery.supplierId(),
                delivery.day()
                        .atTime(store.receivingTime())
                        .atZone(store.timeZone())
                        .toInstant(),
                note,
                wanted.stream()
                        .map(one -> new PurchaseOrderDraft.Line(
                                one.item().productId(),
                                one.shown().quantity(),
                                one.shown().unitCost()))
                        .toList());
    }

    private CheckedOrders.Line shown(int index, PurchaseRequest.Line line, Item item, @Nullable Terms chosen) {
        BigDecimal quantity = quantity(index, line, item);
        BigDecimal known = chosen == null ? item.unitCost() : chosen.unitCost();
        BigDecimal cost = line.unitCost() == null ? known : Decimals.money(line.unitCost());
        BigDecimal multiple = chosen == null ? BigDecimal.ONE : chosen.packMultiple();
        BigDecimal minimum = chosen == null ? BigDecimal.ZERO : chosen.minimumQuantity();
        boolean whole = chosen == null || quantity.remainder(multiple).signum() == 0;
        List<Deviation> deviations = new ArrayList<>();
        if (!whole) {
            deviations.add(
                    new Deviation("PACK_MULTIPLE", "the supplier delivers multiples of %s".formatted(plain(multiple))));
        }
        if (quantity.compareTo(minimum) < 0) {
            deviations.add(
                    new Deviation("BELOW_MINIMUM", "the supplier delivers %s or more".formatted(plain(minimum))));
        }
        BigDecimal suggested = deviations.isEmpty()
                ? quantity
                : quantity.max(minimum)
                        .divide(multiple, 0, RoundingMode.CEILING)
                        .multiply(multiple);
        return new CheckedOrders.Line(
                index,
                item.sku(),
                item.name(),
                item.unit(),
                quantity,
                cost,
                quantity.multiply(cost),
                chosen == null ? null : chosen.supplierSku(),
                multiple,
                minimum,
                suggested,
                deviations);
    }

    private static BigDecimal quantity(int index, PurchaseRequest.Line line, Item item) {
        BigDecimal given = given("lines.quantity", line.quantity());
        BigDecimal factor = item.factor(line.pack());
        if (factor == null) {
            String rule = "%s has no such pack".formatted(item.sku());
            throw invalid("lines[" + index + "].pack", rule, String.valueOf(line.pack()));
        }
        BigDecimal quantity = Decimals.quantity(Decimals.quantity(given).multiply(factor));
        if (quantity.signum() <= 0) {
            throw invalid("lines[" + index + "].quantity", "an order is for more than 0", quantity.toPlainString());
        }
        return quantity;
    }

    private @Nullable LocalDate checked(@Nullable LocalDate wanted, StoreView store) {
        if (wanted != null && wanted.isBefore(today(store))) {
            throw invalid("delivery_date", "it is before today, %s".formatted(today(store)), wanted.toString());
        }
        return wanted;
    }

    private LocalDate today(StoreView store) {
        return Instant.now(clock).atZone(store.timeZone()).toLocalDate();
    }

    private Map<StoreCode, StoreView> places(PurchaseRequest request, List<PurchaseRequest.Line> lines) {
        List<StoreCode> codes =
                lines.stream().map(line -> storeOf(request, line)).distinct().toList();
        codes.forEach(user::requireStore);
        Map<StoreCode, StoreView> places = stores.listByCode(codes);
        codes.forEach(code -> places.computeIfAbsent(code, stores::get));
        return places;
    }

    private static StoreCode storeOf(PurchaseRequest request, PurchaseRequest.Line line) {
        return given("store", line.store() == null ? request.store() : line.store());
    }

    private static String plain(BigDecimal value) {
        return Decimals.plain(value).toPlainString();
    }

    static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new Invalid(
                    "FIELD_MISSING",
                    "The field %s is needed.".formatted(field),
                    List.of(new FieldProblem(field, "needed", null)));
        }
        return value;
    }

    static Invalid invalid(String field, String reason, String value) {
        return new Invalid(
                "PURCHASE_ORDER_INVALID",
                "The %s '%s' is not possible: %s.".formatted(field, value, reason),
                List.of(new FieldProblem(field, reason, value)));
    }
}
