package dev.shelfcast.server.inventory;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.shared.NotFound;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The only writer of stock: every change is a movement, and every balance the sum of its movements. */
@Component
public class StockLedger {

    private final Balances balances;
    private final Lots lots;
    private final Postings postings;
    private final Months months;
    private final PostedRows rows;
    private final Shortage shortage;
    private final MovementIntake intake;
    private final ClosedBooks closed;
    private final CurrentUser user;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    StockLedger(
            Balances balances,
            Lots lots,
            Postings postings,
            Months months,
            PostedRows rows,
            Shortage shortage,
            MovementIntake intake,
            ClosedBooks closed,
            CurrentUser user,
            Clock clock,
            ApplicationEventPublisher events) {
        this.balances = balances;
        this.lots = lots;
        this.postings = postings;
        this.months = months;
        this.rows = rows;
        this.shortage = shortage;
        this.intake = intake;
        this.closed = closed;
        this.user = user;
        this.clock = clock;
        this.events = events;
    }

    /** Goods are on their way to where there may never have been any: from now on the books know of them there. */
    @Transactional
    public void expect(Collection<StockKey> keys) {
        balances.ensure(keys);
    }

    /**
     * Posts all of the movements or, when one of them is refused, none; a handful of statements whatever their number.
     * The answers are in the order of the movements. Call it once per transaction: locks of one call are taken in one
     * fixed order, those of two calls are not.
     */
    @Transactional
    public List<PostedMovement> post(List<Movement> movements) {
        Map<Origin, PostedMovement> repeated = postings.claim(movements.stream()
                .filter(movement -> movement.origin().onceOnly())
                .map(movement -> new Postings.Named(movement.origin(), movement.content()))
                .toList());
        List<Movement> fresh = movements.stream()
                .filter(movement -> !repeated.containsKey(movement.origin()))
                .toList();
        Map<Movement, PostedMovement> posted = postFresh(fresh);
        return movements.stream()
                .map(movement -> {
                    PostedMovement earlier = repeated.get(movement.origin());
                    return earlier != null ? earlier : posted(posted, movement);
                })
                .toList();
    }

    /**
     * Takes movements back by movements the other way, each only once: at the time of the originals, or now where the
     * books of that time are closed.
     */
    @Transactional
    public List<PostedMovement> reverse(Collection<Long> movementIds, String reason, Oversell oversell) {
        Set<Long> ids = new TreeSet<>(movementIds);
        List<PostedRows.Row> originals = rows.list(ids);
        ids.removeAll(originals.stream().map(PostedRows.Row::id).collect(Collectors.toSet()));
        if (!ids.isEmpty()) {
            throw new NotFound("UNKNOWN_MOVEMENT", "There is no movement %s.".formatted(ids));
        }
        List<Origin> names = originals.stream()
                .map(row -> Origin.once("REVERSAL", Long.toString(row.id()), 0))
                .toList();
        Map<Origin, PostedMovement> repeated = postings.claim(
                names.stream().map(name -> new Postings.Named(name, "")).toList());
        List<PostedRows.Row> fresh = originals.stream()
                .filter(row -> !repeated.containsKey(Origin.once("REVERSAL", Long.toString(row.id()), 0)))
                .toList();
        OpenPeriods open = closed.openPeriods(
                fresh.stream().map(row -> row.key().storeId()).collect(Collectors.toSet()),
                fresh.stream().map(PostedRows.Row::occurredAt).toList());
        Round round = new Round(lockRows(fresh), clock.instant(), shortage, open);
        for (int i = 0; i < fresh.size(); i++) {
            round.takeBack(i, fresh.get(i), reason, oversell);
        }
        Map<Integer, PostedMovement> written = write(round, fresh.size());
        Map<Origin, List<Long>> named = new HashMap<>();
        List<PostedMovement> answers = new ArrayList<>();
        for (int i = 0, next = 0; i < originals.size(); i++) {
            PostedMovement earlier = repeated.get(names.get(i));
            if (earlier != null) {
                answers.add(earlier);
                continue;
            }
            PostedMovement answer = at(written, next++);
            named.put(names.get(i), answer.ids());
            answers.add(answer);
        }
        postings.keep(named);
        return answers;
    }

    /**
     * Posts the rows of a batch in {@code inventory.v_movement_intake} and empties them: set-based, for millions. Such
     * movements have happened elsewhere already, so they may take a balance below zero, and goods without a lot are
     * taken from the stock without one.
     */
    @Transactional
    public long postIntake(long batchId) {
        closed.refuseIntake(batchId);
        long count = intake.post(batchId, user.name());
        if (count > 0) {
            events.publishEvent(new StockMovedInBulk(batchId, count));
        }
        return count;
    }

    /**
     * Sees to it that the ledger has room for movements of these times; for callers that lock rows of their own
     * first.
     */
    @Transactional
    public void prepare(Instant first, Instant last) {
        months.ensure(first, last);
    }

    private Map<Movement, PostedMovement> postFresh(List<Movement> movements) {
        if (movements.isEmpty()) {
            return Map.of();
        }
        Instant now = clock.instant();
        Map<Lots.LotName, Long> lotIds = lots.ensure(movements);
        Set<StockKey> keys = movements.stream()
                .map(m -> new StockKey(m.storeId(), m.productId()))
                .collect(Collectors.toSet());
        OpenPeriods open = openPeriods(movements);
        Round round = decide(movements, new Scene(keys, lotIds, now, open));
        if (balances.create(round.shelves)) {
            // Somebody else may have made the rows and moved goods in the meantime: look again, and decide again.
            round = decide(movements, new Scene(keys, lotIds, now, open));
        }
        Map<Integer, PostedMovement> written = write(round, movements.size());
        Map<Origin, List<Long>> named = new HashMap<>();
        Map<Movement, PostedMovement> posted = new IdentityHashMap<>();
        for (int i = 0; i < movements.size(); i++) {
            PostedMovement answer = at(written, i);
            posted.put(movements.get(i), answer);
            if (movements.get(i).origin().onceOnly()) {
                named.put(movements.get(i).origin(), answer.ids());
            }
        }
        postings.keep(named);
        return posted;
    }

    /** What the movements of a request are decided on, beside the shelves themselves. */
    private record Scene(Set<StockKey> keys, Map<Lots.LotName, Long> lotIds, Instant now, OpenPeriods open) {}

    private Round decide(List<Movement> movements, Scene scene) {
        Round round =
                new Round(balances.lock(scene.keys(), scene.lotIds().values()), scene.now(), shortage, scene.open());
        for (int i = 0; i < movements.size(); i++) {
            round.add(i, movements.get(i), lots.idOf(movements.get(i), scene.lotIds()));
        }
        return round;
    }

    private OpenPeriods openPeriods(List<Movement> movements) {
        return closed.openPeriods(
                movements.stream().map(Movement::storeId).collect(Collectors.toSet()),
                movements.stream()
                        .map(Movement::occurredAt)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private SortedMap<StockKey, Shelf> lockRows(List<PostedRows.Row> originals) {
        Set<StockKey> keys = originals.stream().map(PostedRows.Row::key).collect(Collectors.toSet());
        return balances.lock(keys, originals.stream().map(PostedRows.Row::lotId).collect(Collectors.toSet()));
    }

    private Map<Integer, PostedMovement> write(Round round, int count) {
        if (count == 0) {
            return Map.of();
        }
        Instant first = round.entries.stream()
                .map(Entry::occurredAt)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = round.entries.stream()
                .map(Entry::occurredAt)
                .max(Instant::compareTo)
                .orElseThrow();
        months.ensure(first, last);
        List<Long> ids = balances.write(round.shelves, round.entries, user.name());
        Map<Integer, List<Long>> byIndex = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            byIndex.computeIfAbsent(round.entries.get(i).index(), index -> new ArrayList<>())
                    .add(ids.get(i));
        }
        events.publishEvent(new StockMoved(round.shelves.keySet()));
        if (!round.oversold.isEmpty()) {
            events.publishEvent(new SoldBeyondStock(round.oversoldKeys()));
        }
        Map<Integer, PostedMovement> posted = new HashMap<>();
        byIndex.forEach((index, of) ->
                posted.put(index, new PostedMovement(of, round.oversold.getOrDefault(index, BigDecimal.ZERO), false)));
        return posted;
    }

    private static PostedMovement at(Map<Integer, PostedMovement> posted, int index) {
        PostedMovement found = posted.get(index);
        if (found == null) {
            throw new IllegalStateException("nothing was written for movement " + index);
        }
        return found;
    }

    private static PostedMovement posted(Map<Movement, PostedMovement> posted, Movement movement) {
        PostedMovement found = posted.get(movement);
        if (found == null) {
            throw new IllegalStateException("nothing was written for " + movement);
        }
        return found;
    }
}
