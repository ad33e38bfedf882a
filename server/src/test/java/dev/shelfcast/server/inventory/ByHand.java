package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.PaperBooks.Entry;
import java.math.BigDecimal;
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
    private int names;

    ByHand(LedgerStory story) {
        this.story = story;
    }

    @Override
    public void step() {
        if (story.random.nextInt(6) == 0 && !story.reversible.isEmpty()) {
            takeBack();
        } else {
            post();
        }
    }

    private void post() {
        List<Movement> request = new ArrayList<>();
        for (int line = 0; line <= story.random.nextInt(4); line++) {
            request.add(movement());
        }
        Optional<List<List<Entry>>> onPaper = story.paper.post(request);
        Optional<List<PostedMovement>> posted = story.really(onPaper.isPresent(), () -> story.ledger.post(request));
        if (posted.isEmpty()) {
            return;
        }
        for (int i = 0; i < request.size(); i++) {
            List<Long> ids = posted.get().get(i).ids();
            List<Entry> entries = onPaper.orElseThrow().get(i);
            assertThat(ids).as("parts of " + request.get(i)).hasSameSizeAs(entries);
            for (int part = 0; part < ids.size(); part++) {
                story.reversible.add(new LedgerStory.Written(ids.get(part), entries.get(part)));
            }
        }
        if (request.stream().anyMatch(movement -> movement.origin().onceOnly())) {
            repeat(request, posted.get());
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

    private Movement movement() {
        MovementKind kind = story.one(KINDS);
        BigDecimal quantity = kind == MovementKind.RECEIPT ? story.quantity(20) : story.quantity(9);
        if (kind.signed() && story.random.nextBoolean()) {
            quantity = quantity.negate();
        }
        Origin origin = story.random.nextInt(5) == 0
                ? Origin.once("STORY " + story.begin, "M" + ++names, 0)
                : Origin.unnamed("STORY");
        Movement plain = Movement.of(kind, story.anyStore(), story.anyProduct(), quantity, origin)
                .at(story.anyTime());
        String lot = story.anyLot();
        return plain.ofLot(lot, lot == null || lot.isEmpty() || !plain.inbound() ? null : PaperBooks.expiryOf(lot));
    }

    private void takeBack() {
        int index = story.random.nextInt(story.reversible.size());
        LedgerStory.Written written = story.reversible.get(index);
        Entry entry = written.entry();
        BigDecimal back = entry.change().negate();
        boolean enough =
                back.signum() > 0 || story.paper.stock(entry.spot()).add(back).signum() >= 0;
        Optional<List<PostedMovement>> reversed =
                story.really(enough, () -> story.ledger.reverse(List.of(written.id()), "a mistake", Oversell.REFUSE));
        if (reversed.isPresent()) {
            assertThat(reversed.get()).noneMatch(PostedMovement::repeated);
            story.paper.change(entry.spot(), back, entry.at());
            story.reversible.remove(index);
            assertThat(story.transaction.run(
                            () -> story.ledger.reverse(List.of(written.id()), "again", Oversell.REFUSE)))
                    .allMatch(PostedMovement::repeated);
        }
    }
}
