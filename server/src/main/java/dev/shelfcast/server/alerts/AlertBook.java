package dev.shelfcast.server.alerts;

import dev.shelfcast.server.alerts.channels.Outbox;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Raises alerts and resolves them when their cause is gone. There is at most one for a cause that is not resolved:
 * seen again, it counts up.
 */
@Component
class AlertBook {

    static final String ITSELF = "system";

    /** Beyond this, an open page reads the list again. */
    private static final int MOST_NAMED = 100;

    private final JdbcClient jdbc;
    private final AlertQuery query;
    private final Outbox outbox;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    AlertBook(JdbcClient jdbc, AlertQuery query, Outbox outbox, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.query = query;
        this.outbox = outbox;
        this.clock = clock;
        this.events = events;
    }

    /** These have been seen, perhaps again. */
    @Transactional
    public void raise(AlertKind kind, List<Cause> causes) {
        lock(kind);
        write(kind, causes, 1);
    }

    /** These of the kind are no longer there. */
    @Transactional
    public void settle(AlertKind kind, Collection<String> subjects) {
        if (!subjects.isEmpty()) {
            lock(kind);
            tell(resolve(kind, subjects, true));
        }
    }

    /** Only these of the kind are there: others are over. Seen by a look at everything, they do not count up. */
    @Transactional
    public void settleOthers(AlertKind kind, List<Cause> standing) {
        lock(kind);
        write(kind, standing, 0);
        tell(resolve(kind, standing.stream().map(Cause::subject).toList(), false));
    }

    /** Only those with these subjects can still be there: others are over. */
    @Transactional
    public void settleAllBut(AlertKind kind, Collection<String> standing) {
        lock(kind);
        tell(resolve(kind, standing, false));
    }

    /** Alerts of one kind are written one after the other, so that two who see the same raise one. */
    void lock(AlertKind kind) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('alerts.' || :kind))")
                .param("kind", kind.name())
                .query((row, number) -> "")
                .list();
    }

    void tell(List<Long> changed) {
        if (!changed.isEmpty()) {
            boolean bulk = changed.size() > MOST_NAMED;
            events.publishEvent(new AlertsChanged(bulk ? List.of() : query.listById(changed), bulk));
        }
    }

    private record Written(long id, boolean raised) {}

    private void write(AlertKind kind, List<Cause> causes, int times) {
        if (causes.isEmpty()) {
            return;
        }
        OffsetDateTime now = OffsetDateTime.now(clock);
        List<Written> written = jdbc.sql("""
                        insert into alerts.alert as a
                               (kind, subject, severity, store_id, product_id, run_id, title, text, raised_at,
                                last_seen_at)
                        select :kind, n.subject, n.severity, n.store_id, n.product_id, n.run_id, n.title, n.text, :now,
                               :now
                          from unnest(:subjects, :severities, :stores, :products, :runs, :titles, :texts)
                               as n (subject, severity, store_id, product_id, run_id, title, text)
                         where not exists (select
                                             from alerts.alert r
                                            where r.kind = :kind and r.subject = n.subject and r.status = 'RESOLVED'
                                              and r.resolved_by <> 'system' and r.resolved_at > :quietSince)
                         order by n.subject
                        on conflict (kind, subject) where status <> 'RESOLVED' do update
                           set occurrences = a.occurrences + case when a.last_seen_at <= :before then :times else 0 end,
                               last_seen_at = case when a.last_seen_at <= :before then excluded.last_seen_at
                                                   else a.last_seen_at end,
                               severity = excluded.severity, run_id = excluded.run_id, title = excluded.title,
                               text = excluded.text
                         where a.last_seen_at <= :before
                            or (a.severity, a.title, a.text) <> (excluded.severity, excluded.title, excluded.text)
                        returning a.id, (a.xmax = 0) as raised
                        """)
                .param("kind", kind.name())
                .param("now", now)
                .param("before", now.minus(kind.calm()))
                .param("quietSince", now.minus(kind.quiet()))
                .param("times", times)
                .param("subjects", texts(causes, Cause::subject))
                .param("severities", texts(causes, cause -> cause.severity().name()))
                .param("stores", causes.stream().map(Cause::storeId).toArray(Long[]::new))
                .param("products", causes.stream().map(Cause::productId).toArray(Long[]::new))
                .param("runs", causes.stream().map(Cause::runId).toArray(Long[]::new))
                .param("titles", texts(causes, Cause::title))
                .param("texts", texts(causes, Cause::text))
                .query(Written.class)
                .list();
        Set<Long> raised = new HashSet<>();
        written.stream().filter(Written::raised).map(Written::id).forEach(raised::add);
        outbox.post(query.listById(raised));
        tell(written.stream().map(Written::id).toList());
    }

    private List<Long> resolve(AlertKind kind, Collection<String> subjects, boolean these) {
        return jdbc.sql("""
                        update alerts.alert
                           set status = 'RESOLVED', resolved_at = :now, resolved_by = 'system',
                               note = 'The cause is gone.'
                         where kind = :kind and status <> 'RESOLVED'
                           and (subject = any(cast(:subjects as text[]))) = :these
                        returning id
                        """)
                .param("kind", kind.name())
                .param("now", OffsetDateTime.now(clock))
                .param("subjects", subjects.toArray(String[]::new))
                .param("these", these)
                .query(Long.class)
                .list();
    }

    private static String[] texts(List<Cause> causes, Function<Cause, String> text) {
        return causes.stream().map(text).toArray(String[]::new);
    }
}
