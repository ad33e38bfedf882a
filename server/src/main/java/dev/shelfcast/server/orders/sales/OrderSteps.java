package dev.shelfcast.server.orders.sales;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.inventory.Reservations;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.Invalid;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What all steps of a sales order share: the lock, the rule of who may and what comes next, and the record of it. */
@Component
class OrderSteps {

    /** A step that was taken, where the order stands now, and what is worth saying of it. */
    record Taken(
            String step, SalesOrderStatus status, @Nullable String note) {}

    private final SalesOrderRows rows;
    private final CurrentUser user;
    private final AuditLog audit;
    private final Clock clock;

    OrderSteps(SalesOrderRows rows, CurrentUser user, AuditLog audit, Clock clock) {
        this.rows = rows;
        this.user = user;
        this.audit = audit;
        this.clock = clock;
    }

    /** The order, locked, if it may become this. */
    SalesOrderRows.Head lock(long id, SalesOrderStatus to) {
        SalesOrderRows.Head head = lock(id);
        if (!head.status().next().contains(to)) {
            String allowed =
                    head.status().next().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
            throw new Conflict(
                    "ILLEGAL_TRANSITION",
                    "The order %s is %s and cannot become %s; allowed: %s."
                            .formatted(
                                    head.number(),
                                    head.status(),
                                    to,
                                    allowed.isEmpty() ? "nothing any more" : allowed));
        }
        return head;
    }

    SalesOrderRows.Head lock(long id) {
        SalesOrderRows.Head head = rows.lock(id);
        user.requireStore(head.store());
        return head;
    }

    Map<Integer, SalesOrderRows.Line> lines(SalesOrderRows.Head head) {
        Map<Integer, SalesOrderRows.Line> lines = new TreeMap<>();
        rows.lines(head.id()).forEach(line -> lines.put(line.line(), line));
        return lines;
    }

    static SalesOrderRows.Line line(SalesOrderRows.Head head, Map<Integer, SalesOrderRows.Line> lines, int number) {
        SalesOrderRows.Line line = lines.get(number);
        if (line == null) {
            throw new Invalid("UNKNOWN_LINE", "The order %s has no line %d.".formatted(head.number(), number));
        }
        return line;
    }

    Reservations.Holder holder(SalesOrderRows.Head head) {
        return new Reservations.Holder(
                SalesOrders.SOURCE,
                head.number(),
                head.storeId(),
                clock.instant().atZone(head.zone()).toLocalDate());
    }

    /** Writes the step into the order's history and the audit log. */
    void taken(SalesOrderRows.@Nullable Head before, SalesOrderRows.Head head, Taken taken) {
        if (before != null) {
            rows.setStatus(head.id(), taken.status(), now());
        }
        rows.note(head.id(), new SalesOrderRows.Step(taken.step(), taken.status(), taken.note()), user.name(), now());
        audit.record("sales_order." + taken.step(), "sales_order", head.number(), before, rows.lock(head.id()));
    }

    String user() {
        return user.name();
    }

    /** As the database keeps it, so that rows are found by it again. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static String shown(BigDecimal number) {
        return Decimals.plain(number).toPlainString();
    }
}
