package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.PaperBooks.Entry;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Receipts, returns, waste, adjustments and all else that is posted by hand; with and without lots, names, dates. */
final class ByHand implements LedgerStory.Chapter {

    private static final List<MovementKind> KINDS = List.of(
            MovementKind.RECEIPT,
            MovementKind.RECEIPT,
            MovementKind.RECEIPT,
            MovementKind.OPENING_BALANCE,
            MovementKind.CUSTOMER_RETURN,
            MovementKind.SALE,
            MovementKind.SUPPLIER_RETURN,
            MovementKind.WASTE,
            MovementKind.LIQUIDATION,
            MovementKind.DONATION,
            MovementKind.COUNT_VARIANCE,
            MovementKind.PACK_CONVERSION);

    private final LedgerStory story;
    private final ManualMovements people;
    private final Reversals reversals;
    private int names;

    ByHand(LedgerStory story, ManualMovements people, Reversals reversals) {
        this.story = story;
        this.people = people;
        this.reversals = reversals;
    }

    @Override
    public void step() {
        int choice = story.random.nextInt(6);
        if (choice == 0 && !story.reversible.isEmpty()) {
            takeBack();
        } else if (choice < 4) {
            post();
        } else {
            postAsPeopleDo();
        }
    }

    private List<Movement> request() {
        List<Movement> request = new ArrayList<>();
        for (int line = story.random.nextInt(4); line >= 0; line--) {
            request.add(movement());
        }
        return request;
    }

    private void post() {
        List<Movement> request = request();
        Optional<List<List<Entry>>> onPaper = story.paper.post(request);
        Optional<List<PostedMovement>> posted = story.really(onPaper.isPresent(), () -> story.ledger.post(request));
        if (posted.isEmpty()) {
            return;
        }
        remember(posted.get().stream().map(PostedMovement::ids).toList(), onPaper.orElseThrow(), false);
        if (request.stream().anyMatch(movement -> movement.origin().onceOnly())) {
            repeat(request, posted.get());
        }
    }

    private void remember(List<List<Long>> ids, List<List<Entry>> entries, boolean byHand) {
        for (int i = 0; i < ids.size(); i++) {
            assertThat(ids.get(i)).as("parts of " + entries.get(i)).hasSameSizeAs(entries.get(i));
            for (int part = 0; part < ids.get(i).size(); part++) {
                story.reversible.add(new LedgerStory.Written(
                        ids.get(i).get(part), entries.get(i).get(part), byHand));
            }
        }
    }

    /** What was sent under names is sent again: it is answered as the first time and changes nothing. */
    private void repeat(List<Movement> request, List<PostedMovement> first) {
        List<Movement> named = new ArrayList<>();
        List<List<Long>> ids = new ArrayList<>();
        for (int i = 0; i < request.size(); i++) {
            if (request.get(i).origin().onceOnly()) {
                named.add(request.get(i));
                ids.add(first.get(i).ids());
            }
        }
        List<PostedMovement> again = story.transaction.run(() -> story.ledger.post(named));
        assertThat(again).allMatch(PostedMovement::repeated);
        assertThat(again).extracting(PostedMovement::ids).isEqualTo(ids);
    }

    /** Lines that are wrong in themselves are left out, each by itself; too little of one refuses all that are left. */
    private void postAsPeopleDo() {
        List<Movement> request = new ArrayList<>();
        List<TransactionBody> bodies = new ArrayList<>();
        for (Movement movement : request()) {
            boolean nobodysProduct = story.random.nextInt(12) == 0;
            Instant at = movement.occurredAt();
            String lot = Movement.WITHOUT_LOT.equals(movement.lot()) ? null : movement.lot();
            bodies.add(new TransactionBody(
                    movement.kind().name(),
                    StoreCode.of(story.stores.get(movement.storeId())),
                    Sku.of(nobodysProduct ? "NOBODYS" : story.products.get(movement.productId())),
                    lot,
                    movement.expiry(),
                    movement.quantity(),
                    at == null ? null : at.atOffset(ZoneOffset.UTC),
                    null,
                    null));
            if (!nobodysProduct && (at == null || !at.isBefore(story.paper.openSince(movement.storeId())))) {
                request.add(movement.ofLot(lot, movement.expiry()));
            }
        }
        Optional<List<List<Entry>>> onPaper = story.paper.post(request);
        story.really(onPaper.isPresent(), () -> people.post(bodies)).ifPresent(results -> {
            List<List<Long>> ids = results.stream()
                    .filter(TransactionResult::accepted)
                    .map(TransactionResult::movementIds)
                    .toList();
            assertThat(ids).hasSameSizeAs(request);
            remember(ids, onPaper.orElseThrow(), true);
        });
    }

    private Movement movement() {
        MovementKind kind = story.one(KINDS);
        BigDecimal quantity = kind == MovementKind.RECEIPT ? story.quantity(20) : story.quantity(9);
        if (kind.signed() && story.random.nextBoolean()) {
            quantity = quantity.negate();
        }
        Origin origin =
                story.random.nextInt(5) == 0 ? Origin.once(story.source, "M" + ++names, 0) : Origin.unnamed("STORY");
        Movement plain = Movement.of(kind, story.anyStore(), story.anyProduct(), quantity, origin)
                .at(story.anyTime());
        String lot = story.anyLot();
        return plain.ofLot(lot, lot == null || lot.isEmpty() || !plain.inbound() ? null : PaperBooks.expiryOf(lot));
    }

    /** Stands at the time of what was wrong, or at now where that time is closed. */
    private void takeBack() {
        int index = story.random.nextInt(story.reversible.size());
        LedgerStory.Written written = story.reversible.get(index);
        Entry entry = written.entry();
        BigDecimal back = entry.change().negate();
        boolean enough =
                back.signum() > 0 || story.paper.stock(entry.spot()).add(back).signum() >= 0;
        if (!story.reallyDone(enough, () -> reverse(written, false))) {
            return;
        }
        boolean closed = entry.at().isBefore(story.paper.openSince(entry.spot().store()));
        story.paper.change(entry.spot(), back, closed ? Instant.now() : entry.at());
        story.reversible.remove(index);
        story.reallyDone(true, () -> reverse(written, true));
    }

    private void reverse(LedgerStory.Written written, boolean again) {
        if (written.byHand()) {
            assertThat(reversals.reverse(written.id(), "a mistake").status()).isEqualTo(again ? "REPEATED" : "POSTED");
        } else {
            assertThat(story.ledger.reverse(List.of(written.id()), "a mistake", Oversell.REFUSE))
                    .allMatch(reversed -> reversed.repeated() == again);
        }
    }
}
