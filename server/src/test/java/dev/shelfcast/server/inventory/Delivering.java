package dev.shelfcast.server.inventory;

import dev.shelfcast.server.inventory.PaperBooks.Part;
import dev.shelfcast.server.inventory.PaperBooks.Spot;
import dev.shelfcast.server.orders.sales.DeliverySteps;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Orders to be delivered: goods are kept for them in whole or in part, leave in several shipments lot by lot, and come
 * back for sale or as waste; they are completed, or cancelled.
 */
final class Delivering implements LedgerStory.Chapter {

    private enum Stage {
        DRAFT,
        CONFIRMED,
        PARTLY_SHIPPED,
        SHIPPED,
        COMPLETED
    }

    /** Goods of one lot with the customer: by which shipment, for which line. */
    private record Gone(int shipment, int line, String lot, BigDecimal quantity) {}

    private static final class Order {
        long id;
        long store;
        int shipments;
        Stage stage = Stage.DRAFT;
        final List<Long> products = new ArrayList<>();
        final List<BigDecimal> open = new ArrayList<>();
        final List<BigDecimal> held = new ArrayList<>();
        final List<Gone> gone = new ArrayList<>();
    }

    private final LedgerStory story;
    private final DeliverySteps orders;
    private final List<Order> known = new ArrayList<>();
    private int names;

    Delivering(LedgerStory story, DeliverySteps orders) {
        this.story = story;
        this.orders = orders;
    }

    @Override
    public void step() {
        if (known.size() < 3) {
            write();
            return;
        }
        Order order = story.one(known);
        int choice = story.random.nextInt(10);
        if (choice == 0) {
            boolean nothingLeft = order.stage == Stage.DRAFT || order.stage == Stage.CONFIRMED;
            end(order, story.reallyDone(nothingLeft, () -> orders.cancel(order.id)));
        } else if (order.stage == Stage.DRAFT) {
            prepare(order, choice);
        } else if (choice < 2) {
            boolean somethingLeft = order.stage == Stage.PARTLY_SHIPPED || order.stage == Stage.SHIPPED;
            complete(order, story.reallyDone(somethingLeft, () -> orders.complete(order.id)));
        } else if (choice < 4) {
            boolean awaits = order.stage == Stage.CONFIRMED || order.stage == Stage.PARTLY_SHIPPED;
            Optional<List<BigDecimal>> given = awaits ? story.paper.tryAll(() -> keep(order, true)) : Optional.empty();
            if (story.reallyDone(awaits, () -> orders.reserve(order.id))) {
                hold(order, given.orElseThrow());
            }
        } else if (choice < 7 || order.stage == Stage.CONFIRMED) {
            ship(order, choice % 2 == 0);
        } else {
            takeBack(order, choice == 7);
        }
    }

    private List<DeliverySteps.Line> lines(Order order) {
        order.products.clear();
        order.open.clear();
        order.held.clear();
        List<DeliverySteps.Line> lines = new ArrayList<>();
        for (int line = story.random.nextInt(3); line >= 0; line--) {
            long product = story.anyProduct();
            BigDecimal quantity = story.quantity(8);
            order.products.add(product);
            order.open.add(quantity);
            order.held.add(BigDecimal.ZERO);
            lines.add(new DeliverySteps.Line(story.products.get(product), quantity));
        }
        return lines;
    }

    private void write() {
        Order order = new Order();
        order.store = story.anyStore();
        List<DeliverySteps.Line> lines = lines(order);
        String store = story.stores.get(order.store);
        boolean atOnce = story.random.nextBoolean();
        Optional<List<BigDecimal>> given =
                atOnce ? story.paper.tryAll(() -> keep(order, false)) : Optional.of(List.of());
        story.really(given.isPresent(), () -> orders.create(store, lines, atOnce))
                .ifPresent(id -> {
                    order.id = id;
                    known.add(order);
                    if (atOnce) {
                        order.stage = Stage.CONFIRMED;
                        hold(order, given.orElseThrow());
                    }
                });
    }

    private void prepare(Order order, int choice) {
        if (choice == 1) {
            List<DeliverySteps.Line> lines = lines(order);
            story.reallyDone(true, () -> orders.replace(order.id, story.stores.get(order.store), lines));
            return;
        }
        if (choice == 2) {
            story.reallyDone(false, () -> orders.ship(order.id, List.of(), null));
        }
        boolean partial = choice % 2 == 0;
        Optional<List<BigDecimal>> given = story.paper.tryAll(() -> keep(order, partial));
        if (story.reallyDone(given.isPresent(), () -> orders.confirm(order.id, partial))) {
            order.stage = Stage.CONFIRMED;
            hold(order, given.orElseThrow());
        }
    }

    /** What of each line is kept in addition to what is kept already. */
    private List<BigDecimal> keep(Order order, boolean partial) {
        List<BigDecimal> missing = new ArrayList<>();
        for (int line = 0; line < order.open.size(); line++) {
            missing.add(order.open.get(line).subtract(order.held.get(line)));
        }
        return story.paper.reserve(order.store, order.products, missing, partial);
    }

    private static void hold(Order order, List<BigDecimal> given) {
        for (int line = 0; line < given.size(); line++) {
            order.held.set(line, order.held.get(line).add(given.get(line)));
        }
    }

    private void ship(Order order, boolean all) {
        List<DeliverySteps.Part> parts = new ArrayList<>();
        for (int part = story.random.nextInt(2); part >= 0 && !all; part--) {
            int line = story.random.nextInt(order.products.size());
            BigDecimal quantity = story.random.nextBoolean() ? story.quantity(4) : order.held.get(line);
            if (quantity.signum() > 0) {
                String lot = story.anyLot();
                parts.add(new DeliverySteps.Part(line + 1, quantity, story.random.nextBoolean() ? null : lot));
            }
        }
        if (!all && parts.isEmpty()) {
            return;
        }
        boolean awaits = order.stage == Stage.CONFIRMED || order.stage == Stage.PARTLY_SHIPPED;
        Optional<List<Gone>> gone = awaits ? story.paper.tryAll(() -> leave(order, parts)) : Optional.empty();
        String name = story.random.nextBoolean() ? null : "D" + ++names;
        if (!story.reallyDone(gone.isPresent(), () -> orders.ship(order.id, parts, name))) {
            return;
        }
        order.shipments++;
        for (Gone one : gone.orElseThrow()) {
            order.gone.add(one);
            order.open.set(one.line(), order.open.get(one.line()).subtract(one.quantity()));
            order.held.set(one.line(), order.held.get(one.line()).subtract(one.quantity()));
        }
        order.stage = order.open.stream().allMatch(open -> open.signum() == 0) ? Stage.SHIPPED : Stage.PARTLY_SHIPPED;
        if (name != null) {
            story.reallyDone(true, () -> orders.ship(order.id, parts, name));
        }
    }

    /** Without parts all that is kept; never more than is kept. Named lots are taken before any others. */
    private List<Gone> leave(Order order, List<DeliverySteps.Part> given) {
        List<DeliverySteps.Part> parts = new ArrayList<>(given);
        List<BigDecimal> held = new ArrayList<>(order.held);
        for (int line = 0; line < held.size() && given.isEmpty(); line++) {
            if (held.get(line).signum() > 0) {
                parts.add(new DeliverySteps.Part(line + 1, held.get(line), null));
            }
        }
        parts.sort(Comparator.comparing(part -> part.lot() == null));
        List<Gone> gone = new ArrayList<>();
        for (DeliverySteps.Part part : parts) {
            int line = part.line() - 1;
            long product = order.products.get(line);
            held.set(line, held.get(line).subtract(part.quantity()));
            for (Part picked : story.paper.pick(order.store, product, part.quantity(), part.lot())) {
                gone.add(new Gone(order.shipments, line, picked.lot(), picked.quantity()));
            }
            story.paper.promise(order.store, product, part.quantity().negate());
        }
        if (gone.isEmpty() || held.stream().anyMatch(left -> left.signum() < 0)) {
            throw new PaperBooks.Refused();
        }
        return gone;
    }

    /** Into the lot it came from; unfit to be sold, it is written off as it comes in. */
    private void takeBack(Order order, boolean all) {
        List<DeliverySteps.Part> parts = new ArrayList<>();
        for (int part = story.random.nextInt(2); part >= 0 && !all; part--) {
            String lot = story.random.nextInt(3) > 0 ? null : story.anyLot();
            parts.add(new DeliverySteps.Part(1 + story.random.nextInt(order.products.size()), story.quantity(3), lot));
        }
        boolean restock = story.random.nextInt(3) > 0;
        boolean somethingLeft = order.stage != Stage.CONFIRMED;
        List<Gone> stays = new ArrayList<>(order.gone);
        Optional<Boolean> onPaper =
                somethingLeft ? story.paper.tryAll(() -> comeBack(order, stays, parts, restock)) : Optional.empty();
        String name = story.random.nextBoolean() ? null : "B" + ++names;
        if (!story.reallyDone(onPaper.isPresent(), () -> orders.takeBack(order.id, parts, restock, name))) {
            return;
        }
        order.gone.clear();
        order.gone.addAll(stays);
        if (name != null) {
            story.reallyDone(true, () -> orders.takeBack(order.id, parts, restock, name));
        }
        if (stays.isEmpty() && order.stage != Stage.PARTLY_SHIPPED) {
            known.remove(order);
            story.reallyDone(false, () -> orders.takeBack(order.id, List.of(), true, null));
        }
    }

    /** What left last comes back first, and of one shipment what expires last. */
    private boolean comeBack(Order order, List<Gone> stays, List<DeliverySteps.Part> given, boolean restock) {
        List<DeliverySteps.Part> parts = new ArrayList<>(given);
        for (int line = 0; line < order.products.size() && given.isEmpty(); line++) {
            BigDecimal there = BigDecimal.ZERO;
            for (Gone one : stays) {
                there = one.line() == line ? there.add(one.quantity()) : there;
            }
            if (there.signum() > 0) {
                parts.add(new DeliverySteps.Part(line + 1, there, null));
            }
        }
        stays.sort(Comparator.comparing(Gone::shipment)
                .reversed()
                .thenComparing(Gone::line)
                .thenComparing(
                        one -> PaperBooks.expiryOf(one.lot()),
                        Comparator.nullsFirst(
                                Comparator.<LocalDate>naturalOrder().reversed()))
                .thenComparing(Gone::lot));
        for (DeliverySteps.Part part : parts) {
            BigDecimal left = part.quantity();
            for (int i = 0; i < stays.size(); i++) {
                Gone one = stays.get(i);
                boolean meant = one.line() == part.line() - 1 && isOf(one, part.lot());
                BigDecimal back = meant ? one.quantity().min(left) : BigDecimal.ZERO;
                left = left.subtract(back);
                stays.set(
                        i,
                        new Gone(
                                one.shipment(),
                                one.line(),
                                one.lot(),
                                one.quantity().subtract(back)));
                if (restock && back.signum() > 0) {
                    Spot spot = new Spot(order.store, order.products.get(one.line()), one.lot());
                    story.paper.change(spot, back, Instant.now());
                }
            }
            if (left.signum() > 0) {
                throw new PaperBooks.Refused();
            }
        }
        stays.removeIf(one -> one.quantity().signum() == 0);
        if (parts.isEmpty()) {
            throw new PaperBooks.Refused();
        }
        return true;
    }

    private static boolean isOf(Gone gone, @Nullable String lot) {
        return lot == null || lot.equals(gone.lot());
    }

    private void complete(Order order, boolean done) {
        if (done) {
            giveBack(order);
            order.stage = Stage.COMPLETED;
        }
    }

    private void end(Order order, boolean done) {
        if (done) {
            giveBack(order);
            known.remove(order);
        } else if (order.stage == Stage.COMPLETED) {
            // Nobody thinks of it any more.
            known.remove(order);
        }
    }

    private void giveBack(Order order) {
        for (int line = 0; line < order.held.size(); line++) {
            story.paper.promise(
                    order.store, order.products.get(line), order.held.get(line).negate());
            order.held.set(line, BigDecimal.ZERO);
        }
    }
}
