package dev.shelfcast.server.inventory.counts;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.inventory.AbcClasses.AbcClass;
import dev.shelfcast.server.inventory.BackDating;
import dev.shelfcast.server.inventory.ClosedBooks;
import dev.shelfcast.server.inventory.Movement;
import dev.shelfcast.server.inventory.MovementKind;
import dev.shelfcast.server.inventory.Origin;
import dev.shelfcast.server.inventory.StockLedger;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.StoreView;
import dev.shelfcast.server.stores.Stores;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts shelves while goods come and go, and brings the books in line with what was found. */
@Component
class Counts {

    static final String SOURCE = "COUNT";

    private final CountRows rows;
    private final Stores stores;
    private final CountScope scope;
    private final StockLedger ledger;
    private final BackDating backDating;
    private final ClosedBooks closed;
    private final CurrentUser user;
    private final AuditLog audit;

    Counts(
            CountRows rows,
            Stores stores,
            CountScope scope,
            StockLedger ledger,
            BackDating backDating,
            ClosedBooks closed,
            CurrentUser user,
            AuditLog audit) {
        this.rows = rows;
        this.stores = stores;
        this.scope = scope;
        this.ledger = ledger;
        this.backDating = backDating;
        this.closed = closed;
        this.user = user;
        this.audit = audit;
    }

    @Transactional
    public long open(CountBody body) {
        StoreView store = stores.get(body.shop());
        user.requireStore(store.code());
        String name = body.name() != null ? body.name() : body.scopeName();
        long id = rows.insert(store.id(), name, Boolean.TRUE.equals(body.blind()), user.name());
        List<Sku> skus = body.skus();
        int lines = skus == null
                ? rows.fillFromBooks(id, body.category(), narrowed(body, store.code()))
                : rows.fillFromList(id, scope.ids(skus).values());
        if (lines == 0) {
            throw new Conflict(
                    "NOTHING_TO_COUNT",
                    "The books have nothing of %s in %s. Maybe name the products to be counted."
                            .formatted(body.scopeName(), store.code()));
        }
        audit.record("count.open", "count", rows.lock(id).number(), null, body);
        return id;
    }

    private CountRows.@Nullable Narrowed narrowed(CountBody body, StoreCode store) {
        AbcClass abc = body.abc();
        return abc == null ? null : new CountRows.Narrowed(scope.classified(store, abc), abc == AbcClass.C);
    }

    /**
     * Writes down what was counted; each line's book quantity is taken in the same moment, or as of the moment at which
     * somebody counted without a network.
     */
    @Transactional
    public void count(long id, List<Counted> counted, @Nullable OffsetDateTime time) {
        CountRows.Head head = lock(id);
        Instant at = backDating.time(time);
        closed.openPeriods(List.of(head.storeId()), List.of(at)).require(head.storeId(), at);
        if (head.status() != CountStatus.OPEN) {
            throw new Conflict(
                    "COUNT_NOT_OPEN",
                    "The count %s is %s: nothing can be counted any more. Maybe recount some lines first."
                            .formatted(head.number(), head.status()));
        }
        Map<Sku, Long> ids =
                scope.ids(counted.stream().map(Counted::sku).distinct().toList());
        Set<String> seen = new HashSet<>();
        List<CountRows.Entry> entries = new ArrayList<>();
        for (Counted one : counted) {
            CountRows.Entry entry = new CountRows.Entry(ids.getOrDefault(one.sku(), 0L), one);
            if (!seen.add(entry.productId() + " " + entry.lot())) {
                throw new Invalid(
                        "PRODUCT_TWICE", "%s is in the request twice. Maybe add the entries up.".formatted(one.sku()));
            }
            entries.add(entry);
        }
        rows.joined(entries.size(), () -> {
            rows.addMissingLines(id, entries);
            return rows.count(head, entries, new CountRows.When(at, time != null), user.name());
        });
    }

    /** Counting is over. What nobody counted keeps its books, or is taken as gone when so wished. */
    @Transactional
    public void finish(long id, boolean restIsNothing) {
        CountRows.Head head = lock(id, CountStatus.COUNTED);
        if (restIsNothing) {
            rows.countTheRestAsNothing(head, backDating.time(null), user.name());
        } else if (rows.waitingForRecount(id) > 0) {
            throw new Conflict(
                    "RECOUNT_MISSING",
                    "The count %s has %d lines that are to be counted again."
                            .formatted(head.number(), rows.waitingForRecount(id)));
        }
        become(head, CountStatus.COUNTED, "count.finish");
    }

    /** Sends people back to some of the lines. */
    @Transactional
    public void recount(long id, Collection<Integer> lines) {
        CountRows.Head head = lock(id, CountStatus.OPEN);
        if (rows.markForRecount(id, lines) != Set.copyOf(lines).size() || lines.isEmpty()) {
            throw new Invalid(
                    "UNKNOWN_LINE", "The count %s has not all of the lines %s.".formatted(head.number(), lines));
        }
        become(head, CountStatus.OPEN, "count.recount");
    }

    /** Says why lines differ. */
    @Transactional
    public void explain(long id, Map<Integer, String> reasons) {
        CountRows.Head head = lock(id);
        if (head.status().next().isEmpty()) {
            throw illegal(head, "explained");
        }
        if (rows.joined(reasons.size(), () -> rows.explain(id, reasons)) != reasons.size()) {
            throw new Invalid(
                    "UNKNOWN_LINE",
                    "The count %s has not all of the lines %s.".formatted(head.number(), reasons.keySet()));
        }
    }

    /** Somebody has looked at the variances. */
    @Transactional
    public void review(long id) {
        become(lock(id, CountStatus.REVIEWED), CountStatus.REVIEWED, "count.review");
    }

    /** Posts the variances at the time at which each was found. */
    @Transactional
    public void post(long id) {
        post(id, "COUNTED");
    }

    /** With this reason for all lines that have none of their own. */
    @Transactional
    public void post(long id, String why) {
        CountRows.Head head = lock(id, CountStatus.POSTED);
        ledger.post(rows.variances(id).stream()
                .map(variance -> movement(head, variance, why))
                .toList());
        become(head, CountStatus.POSTED, "count.post");
    }

    @Transactional
    public void cancel(long id) {
        become(lock(id, CountStatus.CANCELLED), CountStatus.CANCELLED, "count.cancel");
    }

    private static Movement movement(CountRows.Head head, CountRows.Variance variance, String why) {
        Instant at = variance.countedAt();
        String reason = variance.reason();
        return Movement.of(
                        MovementKind.COUNT_VARIANCE,
                        head.storeId(),
                        variance.productId(),
                        variance.quantity(),
                        Origin.within(SOURCE, head.number(), variance.line()))
                .ofExactly(variance.lot(), variance.expiry())
                .because(reason == null ? why : reason)
                .at(at);
    }

    private CountRows.Head lock(long id) {
        CountRows.Head head = rows.lock(id);
        user.requireStore(head.store());
        return head;
    }

    private CountRows.Head lock(long id, CountStatus to) {
        CountRows.Head head = lock(id);
        if (!head.status().next().contains(to)) {
            throw illegal(head, to.name());
        }
        return head;
    }

    private static Conflict illegal(CountRows.Head head, String to) {
        String allowed = head.status().next().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
        return new Conflict(
                "ILLEGAL_TRANSITION",
                "The count %s is %s and cannot become %s; allowed: %s."
                        .formatted(head.number(), head.status(), to, allowed.isEmpty() ? "nothing any more" : allowed));
    }

    private void become(CountRows.Head before, CountStatus status, String action) {
        rows.setStatus(before.id(), status, user.name());
        audit.record(action, "count", before.number(), before, rows.lock(before.id()));
    }
}
