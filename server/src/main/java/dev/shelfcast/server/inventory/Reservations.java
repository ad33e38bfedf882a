package dev.shelfcast.server.inventory;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stock promised to documents: taken from what is available, given back, or handed over when the goods leave. Locks are
 * taken in the ledger's order, so that of two who want the last unit one gets it.
 */
@Component
public class Reservations {

    /** A document, the store that keeps the goods for it, and the business day there. */
    public record Holder(String source, String document, long storeId, LocalDate day) {}

    /** What a line of a document wants; without a lot, what expires first. */
    public record Wish(
            int line,
            long productId,
            BigDecimal quantity,
            @Nullable String lot) {}

    /** Goods of one lot for a line; the lot is {@link Movement#WITHOUT_LOT} for goods without one. */
    public record Picked(
            int line, long productId, String lot, @Nullable LocalDate expiry, BigDecimal quantity) {}

    private final Balances balances;
    private final ReservationRows rows;
    private final Shortage shortage;
    private final CurrentUser user;
    private final ApplicationEventPublisher events;

    Reservations(
            Balances balances,
            ReservationRows rows,
            Shortage shortage,
            CurrentUser user,
            ApplicationEventPublisher events) {
        this.balances = balances;
        this.rows = rows;
        this.shortage = shortage;
        this.user = user;
        this.events = events;
    }

    /**
     * Promises all of the wishes, or none when one product has too little for the sum of its lines; {@code partial}
     * promises what there is, in the order of the lines. Answers what each line got, none left out.
     */
    @Transactional
    public Map<Integer, BigDecimal> reserve(Holder holder, List<Wish> wishes, boolean partial) {
        Set<StockKey> keys = keys(holder, wishes);
        balances.ensure(keys);
        balances.lock(keys, List.of());
        Map<Long, BigDecimal> left = rows.available(holder, products(wishes));
        Map<Integer, BigDecimal> given = new TreeMap<>();
        Map<Integer, Long> productOf = new HashMap<>();
        for (Wish wish : wishes) {
            BigDecimal there =
                    left.getOrDefault(wish.productId(), BigDecimal.ZERO).max(BigDecimal.ZERO);
            if (!partial && wish.quantity().compareTo(there) > 0) {
                throw tooLittle(holder, wishes, wish.productId());
            }
            BigDecimal part = wish.quantity().min(there);
            left.put(wish.productId(), there.subtract(part));
            given.put(wish.line(), part);
            productOf.put(wish.line(), wish.productId());
        }
        rows.add(holder, given, productOf, user.name());
        events.publishEvent(new StockMoved(keys));
        return given;
    }

    private Conflict tooLittle(Holder holder, List<Wish> wishes, long productId) {
        BigDecimal asked = wishes.stream()
                .filter(wish -> wish.productId() == productId)
                .map(Wish::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal there = rows.available(holder, List.of(productId)).getOrDefault(productId, BigDecimal.ZERO);
        return shortage.of(new StockKey(holder.storeId(), productId), "reservation", asked, there);
    }

    /** What a document's lines have reserved; lines without anything are left out. */
    public Map<Integer, BigDecimal> of(String source, String document) {
        return rows.list(source, document).stream()
                .collect(Collectors.toMap(ReservationRows.Row::line, ReservationRows.Row::quantity));
    }

    /** Gives back all that the document has reserved. */
    @Transactional
    public void release(Holder holder) {
        List<ReservationRows.Row> held = rows.list(holder.source(), holder.document());
        if (held.isEmpty()) {
            return;
        }
        Set<StockKey> keys = held.stream()
                .map(row -> new StockKey(holder.storeId(), row.productId()))
                .collect(Collectors.toSet());
        balances.lock(keys, List.of());
        rows.lower(holder, held.stream().collect(Collectors.toMap(ReservationRows.Row::line, row -> row.quantity())));
        events.publishEvent(new StockMoved(keys));
    }

    /** Which lots would be picked now, as far as there are any. */
    public List<Picked> propose(Holder holder, List<Wish> wishes) {
        Picking picking = new Picking(rows.lots(holder, products(wishes)));
        wishes.forEach(wish -> picking.pick(wish, null));
        return picking.picked();
    }

    /**
     * Hands over what was reserved: the promise ends with this, and the caller posts the movements of the picked lots
     * in the same transaction. Refused where a line has less reserved, or a lot less on the shelf.
     */
    @Transactional
    public List<Picked> take(Holder holder, List<Wish> wishes) {
        balances.lock(keys(holder, wishes), List.of());
        Map<Integer, BigDecimal> reserved = of(holder.source(), holder.document());
        Map<Integer, BigDecimal> wanted = new TreeMap<>();
        for (Wish wish : wishes) {
            BigDecimal sum = wanted.merge(wish.line(), wish.quantity(), BigDecimal::add);
            BigDecimal held = reserved.getOrDefault(wish.line(), BigDecimal.ZERO);
            if (sum.compareTo(held) > 0) {
                throw new Conflict(
                        "NOT_RESERVED",
                        "Line %d of %s has %s reserved, and %s are to leave. Maybe reserve the rest first."
                                .formatted(
                                        wish.line(),
                                        holder.document(),
                                        Decimals.plain(held).toPlainString(),
                                        Decimals.plain(sum).toPlainString()));
            }
        }
        Picking picking = new Picking(rows.lots(holder, products(wishes)));
        List<Wish> named = wishes.stream().filter(wish -> wish.lot() != null).toList();
        List<Wish> free = wishes.stream().filter(wish -> wish.lot() == null).toList();
        named.forEach(wish -> picking.pick(wish, found -> missing(holder, wish, found)));
        free.forEach(wish -> picking.pick(wish, found -> missing(holder, wish, found)));
        rows.lower(holder, wanted);
        return picking.picked();
    }

    private Conflict missing(Holder holder, Wish wish, Picking.Short found) {
        String lot = wish.lot();
        if (lot != null && found.expired() != null) {
            return new Conflict(
                    "LOT_EXPIRED",
                    "The lot '%s' may not be sold after its use-by day %s. Maybe pick another lot."
                            .formatted(lot, found.expired()));
        }
        return shortage.of(
                new StockKey(holder.storeId(), wish.productId()),
                lot == null || lot.isEmpty() ? "shipment" : "shipment of lot " + lot,
                wish.quantity(),
                found.there());
    }

    private static Set<StockKey> keys(Holder holder, Collection<Wish> wishes) {
        return wishes.stream()
                .map(wish -> new StockKey(holder.storeId(), wish.productId()))
                .collect(Collectors.toSet());
    }

    private static List<Long> products(Collection<Wish> wishes) {
        return new ArrayList<>(wishes.stream().map(Wish::productId).collect(Collectors.toSet()));
    }
}
