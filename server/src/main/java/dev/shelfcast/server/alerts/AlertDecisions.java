package dev.shelfcast.server.alerts;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Forbidden;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do about alerts; each in the audit log. */
@Component
class AlertDecisions {

    private final JdbcClient jdbc;
    private final AlertQuery query;
    private final AlertBook book;
    private final RepeatedRequests repeated;
    private final CurrentUser user;
    private final AuditLog audit;
    private final Clock clock;

    AlertDecisions(
            JdbcClient jdbc,
            AlertQuery query,
            AlertBook book,
            RepeatedRequests repeated,
            CurrentUser user,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.query = query;
        this.book = book;
        this.repeated = repeated;
        this.user = user;
        this.audit = audit;
        this.clock = clock;
    }

    /** Refuses what the caller may not see: alerts of other stores, and those of the chain where not all are theirs. */
    Alert seen(Alert alert) {
        if (alert.store() != null) {
            user.requireStore(alert.store());
        } else if (!user.scope().all()) {
            throw new Forbidden(
                    "ALERT_OF_THE_CHAIN",
                    "The alert %d concerns the whole chain, and %s sees single stores. Maybe ask an administrator."
                            .formatted(alert.id(), user.name()));
        }
        return alert;
    }

    /** The caller has it in hand. */
    @Transactional
    public Alert acknowledge(long id, @Nullable String key) {
        return decide(id, key, null, alert -> {
            if (alert.status() != AlertStatus.OPEN) {
                throw new Conflict("ALERT_NOT_OPEN", wrong(alert, "OPEN"));
            }
            jdbc.sql("""
                            update alerts.alert
                               set status = 'ACKNOWLEDGED', acknowledged_at = :now, acknowledged_by = :user
                             where id = :id
                            """)
                    .param("now", OffsetDateTime.now(clock))
                    .param("user", user.name())
                    .param("id", id)
                    .update();
            record("ALERT_ACKNOWLEDGED", alert, AlertStatus.ACKNOWLEDGED, null);
        });
    }

    /** It is over; the note says how. */
    @Transactional
    public Alert resolve(long id, @Nullable String note, @Nullable String key) {
        return decide(id, key, note, alert -> {
            if (alert.status() == AlertStatus.RESOLVED) {
                throw new Conflict("ALERT_RESOLVED", wrong(alert, "OPEN or ACKNOWLEDGED"));
            }
            jdbc.sql("""
                            update alerts.alert
                               set status = 'RESOLVED', resolved_at = :now, resolved_by = :user, note = :note
                             where id = :id
                            """)
                    .param("now", OffsetDateTime.now(clock))
                    .param("user", user.name())
                    .param("note", note)
                    .param("id", id)
                    .update();
            record("ALERT_RESOLVED", alert, AlertStatus.RESOLVED, note);
        });
    }

    /** Takes the last step back: resolved is in hand again where it was so before, or open. */
    @Transactional
    public Alert reopen(long id, @Nullable String key) {
        return decide(id, key, null, alert -> {
            if (alert.status() == AlertStatus.OPEN) {
                throw new Conflict("ALERT_OPEN", wrong(alert, "ACKNOWLEDGED or RESOLVED"));
            }
            AlertStatus before = alert.status() == AlertStatus.RESOLVED && alert.acknowledgedAt() != null
                    ? AlertStatus.ACKNOWLEDGED
                    : AlertStatus.OPEN;
            refuseSecond(alert);
            jdbc.sql("""
                            update alerts.alert
                               set status = :status, resolved_at = null, resolved_by = null, note = null,
                                   acknowledged_at = case when :status = 'OPEN' then null else acknowledged_at end,
                                   acknowledged_by = case when :status = 'OPEN' then null else acknowledged_by end
                             where id = :id
                            """).param("status", before.name()).param("id", id).update();
            record("ALERT_REOPENED", alert, before, null);
        });
    }

    private void refuseSecond(Alert alert) {
        List<Long> others =
                jdbc.sql("""
                        select o.id
                          from alerts.alert a
                          join alerts.alert o on o.kind = a.kind and o.subject = a.subject and o.id <> a.id
                         where a.id = :id and o.status <> 'RESOLVED'
                        """).param("id", alert.id()).query(Long.class).list();
        if (!others.isEmpty()) {
            throw new Conflict(
                    "ALERT_RAISED_AGAIN",
                    "The alert %d cannot be opened again: the same has been raised since as alert %d."
                            .formatted(alert.id(), others.get(0)));
        }
    }

    /** What makes two requests with one key the same. */
    record Request(long id, @Nullable String note) {}

    private Alert decide(long id, @Nullable String key, @Nullable String note, Consumer<Alert> decision) {
        return repeated.once(key, new Request(id, note), Alert.class, () -> {
            book.lock(seen(query.get(id)).kind());
            decision.accept(query.get(id));
            book.tell(List.of(id));
            return query.get(id);
        });
    }

    private void record(String action, Alert before, AlertStatus after, @Nullable String note) {
        audit.record(
                action, "alert", String.valueOf(before.id()), new Step(before.status(), null), new Step(after, note));
    }

    /** What the audit log keeps of a decision. */
    record Step(AlertStatus status, @Nullable String note) {}

    private static String wrong(Alert alert, String wanted) {
        return "The alert %d (%s) is %s, not %s. Maybe somebody else was faster; look at the list again."
                .formatted(alert.id(), alert.title(), alert.status(), wanted);
    }
}
