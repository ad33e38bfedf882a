package dev.shelfcast.server.alerts.channels;

import dev.shelfcast.server.alerts.Alert;
import dev.shelfcast.server.alerts.AlertStatus;
import dev.shelfcast.server.jobs.Job;
import dev.shelfcast.server.jobs.JobRun;
import dev.shelfcast.server.mail.Postman;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells people of alerts: all that waits for one address goes out together. The rows stay locked meanwhile, so that two
 * instances never send the same; a crash between "taken" and the commit sends it once more, which is better than never.
 */
@Component
class DeliveryJob implements Job {

    static final String NAME = "alert-delivery";

    private static final Logger log = LoggerFactory.getLogger(DeliveryJob.class);
    /** Minutes until the next attempt; after the last one it has failed. The alert is on the page all the while. */
    private static final List<Integer> WAITS = List.of(1, 5, 15, 60);

    private static final int MOST_AT_ONCE = 50;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final List<Channel> channels;

    DeliveryJob(JdbcClient jdbc, TransactionTemplate transactions, List<Channel> channels) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.channels = channels;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Tells people of new alerts by mail.";
    }

    @Override
    public void run(JobRun run) {
        int done = 0;
        while (!run.cancelled() && Boolean.TRUE.equals(transactions.execute(status -> sendNext()))) {
            done++;
            run.progress(done, 0, done == 1 ? "1 message" : done + " messages");
        }
    }

    private record Address(String channel, String recipient) {}

    private record Waiting(long id, long alertId, int attempts) {}

    /** False when none is due. */
    private boolean sendNext() {
        Optional<Address> next = jdbc.sql("""
                        select channel, recipient
                          from alerts.delivery
                         where status = 'QUEUED' and next_attempt_at <= now()
                         order by id
                         limit 1
                           for update skip locked
                        """).query(Address.class).optional();
        next.ifPresent(this::send);
        return next.isPresent();
    }

    private void send(Address address) {
        List<Waiting> waiting = jdbc.sql("""
                        select id, alert_id, attempts
                          from alerts.delivery
                         where status = 'QUEUED' and next_attempt_at <= now()
                           and channel = :channel and recipient = :recipient
                         order by id
                         limit :most
                           for update skip locked
                        """)
                .param("channel", address.channel())
                .param("recipient", address.recipient())
                .param("most", MOST_AT_ONCE)
                .query(Waiting.class)
                .list();
        List<Alert> alerts = alerts(waiting);
        Optional<Channel> channel = channels.stream()
                .filter(one -> one.name().equals(address.channel()))
                .findFirst();
        Set<Long> wanted =
                channel.isEmpty() ? Set.of() : alerts.stream().map(Alert::id).collect(Collectors.toSet());
        Map<Boolean, List<Waiting>> sorted =
                waiting.stream().collect(Collectors.partitioningBy(one -> wanted.contains(one.alertId())));
        end(sorted.getOrDefault(false, List.of()), "DROPPED", null);
        channel.filter(one -> !alerts.isEmpty())
                .ifPresent(by -> deliver(by, address.recipient(), alerts, sorted.getOrDefault(true, List.of())));
    }

    private void deliver(Channel channel, String recipient, List<Alert> alerts, List<Waiting> rows) {
        try {
            channel.deliver(recipient, alerts);
            end(rows, "SENT", null);
        } catch (Exception refused) { // whatever a channel's client throws
            log.warn("{} alerts did not go out to {} by {}", alerts.size(), recipient, channel.name(), refused);
            retry(rows, Postman.reason(refused));
        }
    }

    /** What is over is not told any more. */
    private List<Alert> alerts(List<Waiting> waiting) {
        return jdbc
                .sql("select * from alerts.v_alert where id = any(:ids) order by severity_rank desc, id")
                .param("ids", waiting.stream().map(Waiting::alertId).toArray(Long[]::new))
                .query(Alert.class)
                .list()
                .stream()
                .filter(alert -> alert.status() != AlertStatus.RESOLVED)
                .toList();
    }

    private void retry(List<Waiting> waiting, String error) {
        List<Waiting> last =
                waiting.stream().filter(one -> one.attempts() >= WAITS.size()).toList();
        end(last, "FAILED", error);
        for (Waiting one : waiting) {
            if (one.attempts() < WAITS.size()) {
                jdbc.sql("""
                                update alerts.delivery
                                   set attempts = attempts + 1, last_error = :error,
                                       next_attempt_at = now() + make_interval(mins => :minutes)
                                 where id = :id
                                """)
                        .param("id", one.id())
                        .param("error", error)
                        .param("minutes", WAITS.get(one.attempts()))
                        .update();
            }
        }
    }

    private void end(List<Waiting> ended, String status, @Nullable String error) {
        jdbc.sql("""
                        update alerts.delivery
                           set status = :status, attempts = attempts + 1, last_error = :error,
                               sent_at = case when :status = 'SENT' then now() end
                         where id = any(:ids)
                        """)
                .param("ids", ended.stream().map(Waiting::id).toArray(Long[]::new))
                .param("status", status)
                .param("error", error)
                .update();
    }
}
