package dev.shelfcast.server.demo;

import dev.shelfcast.server.demo.Chronicle.Pending;
import dev.shelfcast.server.demo.City.Item;
import dev.shelfcast.server.demo.City.Shop;
import dev.shelfcast.server.demo.City.Supplier;
import dev.shelfcast.server.demo.Shelf.Arrival;
import dev.shelfcast.server.orders.PurchaseOrderDraft;
import dev.shelfcast.server.orders.PurchaseOrders;
import dev.shelfcast.server.orders.ReceivedLine;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The demo's purchase orders: those on their way, and some whose goods have just been put on the shelf. */
@Component
class DemoPurchases {

    private static final int MOST_RECEIVED = 16;
    private static final int MOST_LINES = 40;
    private static final Duration RECENT = Duration.ofHours(30);

    private final PurchaseOrders purchases;

    DemoPurchases(PurchaseOrders purchases) {
        this.purchases = purchases;
    }

    /** From one supplier for one shop at one time. */
    private record Head(Shop shop, Supplier supplier, Instant at) {}

    private record Received(Item item, Arrival arrival) {}

    /** Arrivals that are received through their purchase order do not go in as movements of their own. */
    record Planned(Map<Head, List<Pending>> open, Map<Head, List<Received>> received, Set<Arrival> arrivals) {

        boolean receives(Arrival arrival) {
            return arrivals.contains(arrival);
        }
    }

    /** Receiving happens now, so only goods of which nothing has been sold yet are taken. */
    static Planned plan(City city, ChainSimulation chain, Instant now) {
        Comparator<Head> order = Comparator.comparing((Head head) -> head.at())
                .thenComparing(head -> head.shop().code())
                .thenComparing(head -> head.supplier().code());
        Map<Head, List<Pending>> open = new TreeMap<>(order);
        for (Pending pending : chain.pending()) {
            Head head = new Head(pending.shop(), pending.item().supplier(), pending.expectedAt());
            open.computeIfAbsent(head, key -> new ArrayList<>()).add(pending);
        }
        Map<Head, List<Received>> received = new TreeMap<>(order);
        for (Shelf shelf : chain.shelves()) {
            Item item = city.items().get(shelf.item);
            Shop shop = city.shops().get(shelf.shop);
            for (Arrival arrival : shelf.arrivals()) {
                boolean untouched = arrival.left() == arrival.quantity && !arrival.opening;
                if (untouched && arrival.at.isAfter(now.minus(RECENT)) && !Appetite.isCase(shop, item)) {
                    received.computeIfAbsent(new Head(shop, item.supplier(), arrival.at), key -> new ArrayList<>())
                            .add(new Received(item, arrival));
                }
            }
        }
        Set<Arrival> arrivals = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<Head, List<Received>> chosen = new TreeMap<>(order);
        received.entrySet().stream().limit(MOST_RECEIVED).forEach(entry -> {
            List<Received> lines = entry.getValue().stream().limit(MOST_LINES).toList();
            chosen.put(entry.getKey(), lines);
            lines.forEach(line -> arrivals.add(line.arrival()));
        });
        return new Planned(open, chosen, arrivals);
    }

    void create(Planned planned, DemoTables.Ids ids) {
        planned.open().forEach((head, lines) -> {
            long id = draft(
                    head,
                    ids,
                    lines.stream()
                            .map(line -> line(ids, line.item(), line.quantity()))
                            .toList());
            purchases.approve(id);
        });
        boolean partly = false;
        for (Map.Entry<Head, List<Received>> entry : planned.received().entrySet()) {
            receive(entry.getKey(), entry.getValue(), ids, partly);
            partly = !partly;
        }
    }

    /** Every second order came short: a pack more had been ordered than was in the van. */
    private void receive(Head head, List<Received> lines, DemoTables.Ids ids, boolean partly) {
        long id = draft(
                head,
                ids,
                lines.stream()
                        .map(line -> line(
                                ids,
                                line.item(),
                                line.arrival().quantity + (partly ? line.item().pack() : 0)))
                        .toList());
        purchases.approve(id);
        List<ReceivedLine> arrived = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Arrival arrival = lines.get(i).arrival();
            String lot = arrival.expiry == null ? null : DemoTables.lot(arrival);
            arrived.add(new ReceivedLine(i + 1, BigDecimal.valueOf(arrival.quantity), lot, arrival.expiry));
        }
        purchases.receive(id, arrived);
    }

    private long draft(Head head, DemoTables.Ids ids, List<PurchaseOrderDraft.Line> lines) {
        return purchases.draft(new PurchaseOrderDraft(ids.of(head.shop()), ids.of(head.supplier()), head.at(), lines));
    }

    private static PurchaseOrderDraft.Line line(DemoTables.Ids ids, Item item, int quantity) {
        return new PurchaseOrderDraft.Line(ids.of(item), BigDecimal.valueOf(quantity), BigDecimal.valueOf(item.cost()));
    }
}
