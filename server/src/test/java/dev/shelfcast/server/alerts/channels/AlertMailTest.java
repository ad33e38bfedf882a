package dev.shelfcast.server.alerts.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.shelfcast.server.inventory.LedgerChecked;
import dev.shelfcast.server.inventory.LedgerDifference;
import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The alert's way into the mailboxes of those who have to act at once, with a mail server in the same process. */
@ServerTest
@Import(Api.class)
class AlertMailTest {

    private static final int PORT = freePort();

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @DynamicPropertySource
    static void aMailServer(DynamicPropertyRegistry registry) {
        registry.add("shelfcast.mail.host", () -> "localhost");
        registry.add("shelfcast.mail.port", () -> PORT);
        registry.add("shelfcast.mail.from", () -> "shelfcast@chain.example");
        registry.add("shelfcast.mail.security", () -> "NONE");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aCriticalAlertIsMailedToWhoHasAnAddressAndTheDutyAlsoAfterTheServerWasAway() throws Exception {
        Api.User admin = api.as("ADMIN");
        user(admin, "pia", "PLANNER", "pia@chain.example");
        user(admin, "max", "STORE_MANAGER", "max@chain.example");
        user(admin, "ida", "PLANNER", "");
        assertThat(admin.patch("/api/v1/users/admin", "{\"email\":\"boss@chain.example\"}")
                        .json()
                        .path("email")
                        .asString())
                .isEqualTo("boss@chain.example");
        assertThat(admin.patch("/api/v1/users/ida", "{\"email\":\"nonsense\"}").status())
                .isEqualTo(400);

        events.publishEvent(new LedgerChecked(7, List.of(difference("5", "7")), List.of()));
        await("select count(*) from alerts.delivery where attempts = 1 and status = 'QUEUED'", 2);
        assertThat(jdbc.sql("select distinct last_error from alerts.delivery")
                        .query(String.class)
                        .single())
                .contains("refused");

        GreenMail server = new GreenMail(new ServerSetup(PORT, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            jdbc.sql("update alerts.delivery set next_attempt_at = now()").update();
            admin.post("/api/v1/jobs/alert-delivery/trigger", "{}");
            await("select count(*) from alerts.delivery where status = 'SENT'", 2);
            assertThat(List.of(server.getReceivedMessages()))
                    .extracting(mail -> mail.getAllRecipients()[0].toString())
                    .containsExactlyInAnyOrder("boss@chain.example", "pia@chain.example");
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("Shelfcast: The books of the chain disagree with themselves");
            assertThat(mail.getFrom()[0]).hasToString("shelfcast@chain.example");

            events.publishEvent(new LedgerChecked(8, List.of(difference("5", "8")), List.of()));
            await("select count(*) from alerts.alert where occurrences = 2", 1);
            assertThat(jdbc.sql("select count(*) from alerts.delivery")
                            .query(Long.class)
                            .single())
                    .as("the same again is not mailed again")
                    .isEqualTo(2);
        } finally {
            server.stop();
        }
    }

    private static LedgerDifference difference(String expected, String found) {
        return new LedgerDifference(
                "BALANCE_IS_SUM_OF_MOVEMENTS", 0, 1, 0, new BigDecimal(expected), new BigDecimal(found));
    }

    private static void user(Api.User admin, String name, String role, String email) {
        Api.Answer made = admin.post("/api/v1/users", """
                {"username":"%1$s","display_name":"%1$s","role":"%2$s","email":"%3$s","password":"a long password"}
                """.formatted(name, role, email));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private void await(String count, long wanted) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(40));
        while (jdbc.sql(count).query(Long.class).single() != wanted) {
            assertThat(Instant.now())
                    .as(jdbc.sql("select * from alerts.delivery")
                            .query()
                            .listOfRows()
                            .toString())
                    .isBefore(end);
            Thread.sleep(100);
        }
    }
}
