package dev.shelfcast.server.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The entries of one request, decided one after the other on the locked shelves. */
final class Round {

    final SortedMap<StockKey, Shelf> shelves;
    private final Instant now;
    private final Shortage shortage;
    private final OpenPeriods open;
    final List<Entry> entries = new ArrayList<>();
    final Map<Integer, BigDecimal> oversold = new HashMap<>();

    Round(SortedMap<StockKey, Shelf> shelves, Instant now, Shortage shortage, OpenPeriods open) {
        this.shelves = shelves;
        this.now = now;
        this.shortage = shortage;
        this.open = open;
    }

    void add(int index, Movement movement, @Nullable Long lotId) {
        StockKey key = new StockKey(movement.storeId(), movement.productId());
        BigDecimal quantity = movement.quantity().abs();
        boolean in = movement.inbound();
        List<Shelf.Part> parts = in
                ? put(key, lotId == null ? Shelf.NO_LOT : lotId, quantity)
                : take(index, key, new Wish(quantity, lotId, movement.kind(), movement.oversell()));
        Instant occurredAt = time(movement);
        long other = movement.kind().otherPlace();
        for (Shelf.Part part : parts) {
            entries.add(new Entry(
                    index,
                    movement.kind(),
                    key.productId(),
                    part.lotId(),
                    in ? other : key.storeId(),
                    in ? key.storeId() : other,
                    part.quantity(),
                    occurredAt,
                    movement.reason(),
                    movement.origin(),
                    null));
        }
    }

    /** What a till sold has happened: where the books are closed it counts from the first open moment. */
    private Instant time(Movement movement) {
        Instant at = movement.occurredAt() == null ? now : movement.occurredAt();
        return movement.oversell() == Oversell.ALLOW
                ? open.clamp(movement.storeId(), at)
                : open.require(movement.storeId(), at);
    }

    /** At the time of the original, so that the past is right; now where the books of that time are closed. */
    void takeBack(int index, PostedRows.Row original, String reason, Oversell policy) {
        if (original.inbound()) {
            take(index, original.key(), new Wish(original.quantity(), original.lotId(), MovementKind.REVERSAL, policy));
        } else {
            put(original.key(), original.lotId(), original.quantity());
        }
        entries.add(new Entry(
                index,
                MovementKind.REVERSAL,
                original.productId(),
                original.lotId(),
                original.toLocation(),
                original.fromLocation(),
                original.quantity(),
                open.isOpen(original.key().storeId(), original.occurredAt()) ? original.occurredAt() : now,
                reason,
                Origin.within(original.source(), original.externalId(), original.line()),
                original.id()));
    }

    /** Of what more went out than was there. */
    Set<StockKey> oversoldKeys() {
        return entries.stream()
                .filter(entry -> oversold.containsKey(entry.index()))
                .map(entry -> new StockKey(entry.from(), entry.productId()))
                .collect(Collectors.toSet());
    }

    private List<Shelf.Part> put(StockKey key, long lotId, BigDecimal quantity) {
        shelf(key).put(lotId, quantity);
        return List.of(new Shelf.Part(lotId, quantity));
    }

    /** What is to be taken from a shelf, and what for. */
    private record Wish(BigDecimal quantity, @Nullable Long lotId, MovementKind kind, Oversell oversell) {}

    private List<Shelf.Part> take(int index, StockKey key, Wish wish) {
        boolean onlyAvailable = wish.kind().takesOnlyAvailable();
        Shelf shelf = shelf(key);
        Shelf.Taken taken = shelf.take(wish.quantity(), wish.lotId(), onlyAvailable, wish.oversell())
                .orElseThrow(
                        () -> shortage.of(key, wish.kind(), wish.quantity(), shelf.free(wish.lotId(), onlyAvailable)));
        if (taken.oversold().signum() > 0) {
            oversold.put(index, taken.oversold());
        }
        return taken.parts();
    }

    private Shelf shelf(StockKey key) {
        Shelf shelf = shelves.get(key);
        if (shelf == null) {
            throw new IllegalStateException(key + " was not locked");
        }
        return shelf;
    }
}
