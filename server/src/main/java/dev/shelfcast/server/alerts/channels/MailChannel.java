package dev.shelfcast.server.alerts.channels;

import dev.shelfcast.server.alerts.Alert;
import dev.shelfcast.server.alerts.Severity;
import dev.shelfcast.server.mail.MailSettings;
import dev.shelfcast.server.mail.Postman;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Mails critical alerts to the administrators and planners who have an address. */
@Component
class MailChannel implements Channel {

    private final JdbcClient jdbc;
    private final MailSettings settings;
    private final Postman postman;

    MailChannel(JdbcClient jdbc, MailSettings settings, Postman postman) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.postman = postman;
    }

    @Override
    public String name() {
        return "MAIL";
    }

    @Override
    public List<String> recipients(Alert alert) {
        if (alert.severity() != Severity.CRITICAL || !settings.complete()) {
            return List.of();
        }
        return jdbc.sql("""
                        select distinct email
                          from identity.v_contact
                         where role in ('ADMIN', 'PLANNER')
                         order by email
                        """).query(String.class).list();
    }

    @Override
    public void deliver(String recipient, List<Alert> alerts) throws MessagingException {
        String first = alerts.get(0).title();
        String subject = alerts.size() == 1 ? first : "%s, and %d more".formatted(first, alerts.size() - 1);
        String text = alerts.stream()
                .map(alert -> "%s\n%s\n".formatted(alert.title(), alert.text()))
                .collect(Collectors.joining("\n"));
        String foot = "\nThe page Alerts of Shelfcast shows how they stand; acknowledge there what you take on.\n";
        postman.send(new Postman.Letter(recipient, "Shelfcast: " + subject, text + foot, null));
    }
}
