package dev.shelfcast.server.alerts.channels;

import dev.shelfcast.server.alerts.Alert;
import dev.shelfcast.server.jobs.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What has to go out: written down in the transaction that raises the alert, sent after it. */
@Component
public class Outbox {

    private final JdbcClient jdbc;
    private final List<Channel> channels;
    private final ObjectProvider<Jobs> jobs;

    Outbox(JdbcClient jdbc, List<Channel> channels, ObjectProvider<Jobs> jobs) {
        this.jdbc = jdbc;
        this.channels = channels;
        this.jobs = jobs;
    }

    /** New alerts. */
    public void post(List<Alert> raised) {
        List<Long> alerts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> recipients = new ArrayList<>();
        for (Alert alert : raised) {
            for (Channel channel : channels) {
                for (String recipient : channel.recipients(alert)) {
                    alerts.add(alert.id());
                    names.add(channel.name());
                    recipients.add(recipient);
                }
            }
        }
        if (alerts.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into alerts.delivery (alert_id, channel, recipient)
                        select alert_id, channel, recipient
                          from unnest(:alerts, :channels, :recipients) as n (alert_id, channel, recipient)
                        on conflict do nothing
                        """)
                .param("alerts", alerts.toArray(Long[]::new))
                .param("channels", names.toArray(String[]::new))
                .param("recipients", recipients.toArray(String[]::new))
                .update();
        request();
    }

    /** What failed is tried again when its time has come, also after a restart. */
    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT30S")
    void wake() {
        boolean due = jdbc.sql("""
                        select exists (select from alerts.delivery
                                        where status = 'QUEUED' and next_attempt_at <= now())
                        """).query(Boolean.class).single();
        if (due) {
            request();
        }
    }

    private void request() {
        jobs.getObject().request(DeliveryJob.NAME, Map.of(Jobs.KEY, DeliveryJob.NAME));
    }
}
