package dev.shelfcast.server.orders.purchases;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** The order's way into the supplier's mailbox, with a mail server in the same process. */
@ServerTest
@Import(Api.class)
class OrderMailTest {

    private static final int PORT = freePort();

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private Api.User planner;

    @DynamicPropertySource
    static void aMailServer(DynamicPropertyRegistry registry) {
        registry.add("shelfcast.mail.host", () -> "localhost");
        registry.add("shelfcast.mail.port", () -> PORT);
        registry.add("shelfcast.mail.from", () -> "orders@chain.example");
        registry.add("shelfcast.mail.security", () -> "NONE");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void aSupplierWithAnAddress() {
        planner = api.as("PLANNER");
        jdbc.sql("insert into stores.store (code, name, pincode, time_zone) "
                        + "values ('D1', 'Borivali', '400092', 'Asia/Kolkata') on conflict do nothing")
                .update();
        jdbc.sql("insert into catalog.product (sku, name, unit_cost) values ('MILK', 'Milk दूध ₹', 20) "
                        + "on conflict do nothing")
                .update();
        jdbc.sql("insert into catalog.supplier (code, name, email) values ('DAIRY', 'The Dairy', 'in@dairy.example'), "
                        + "('DUMB', 'No mailbox', null) on conflict do nothing")
                .update();
    }

    @Test
    void theMailGoesOutAfterTheServerWasAwayAndTheOrderIsSentThen() throws Exception {
        String id = approved("DAIRY");
        Api.Answer asked = send(id, "MAIL");
        assertThat(asked.status()).as(asked.body()).isEqualTo(200);
        assertThat(asked.json().at("/head/status").asString()).isEqualTo("APPROVED");
        JsonNode failed = await(id, "/mail/attempts", "1");
        assertThat(failed.at("/mail/status").asString()).isEqualTo("QUEUED");
        assertThat(failed.at("/mail/last_error").asString()).contains("refused");
        assertThat(failed.at("/head/status").asString()).isEqualTo("APPROVED");

        GreenMail server = new GreenMail(new ServerSetup(PORT, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            assertThat(send(id, "MAIL").status()).isEqualTo(200);
            JsonNode sent = await(id, "/mail/status", "SENT");
            assertThat(sent.at("/head/status").asString()).isEqualTo("SENT");
            assertThat(sent.at("/head/sent_how").asString()).isEqualTo("MAIL");
            assertThat(server.getReceivedMessages()).hasSize(1);
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("Purchase order " + id);
            assertThat(mail.getAllRecipients()[0]).hasToString("in@dairy.example");
            assertThat(mail.getFrom()[0]).hasToString("orders@chain.example");
            assertThat(textOfTheDocument(mail)).contains(id, "The Dairy", "Borivali (D1), 400092", "MILK", "800.00");
        } finally {
            server.stop();
        }
    }

    @Test
    void withoutAnAddressTheOrderIsSentByHand() {
        String id = approved("DUMB");
        Api.Answer refused = send(id, "MAIL");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("MAIL_IMPOSSIBLE");
        assertThat(refused.json().path("detail").asString()).contains("No mailbox has no e-mail address");
        Api.Answer byHand = send(id, "HAND");
        assertThat(byHand.json().at("/head/sent_how").asString()).isEqualTo("HAND");
    }

    @Test
    void anOrderThatIsCancelledBeforeItsMailIsNotSent() {
        String id = approved("DAIRY");
        send(id, "MAIL");
        await(id, "/mail/attempts", "1");
        planner.post("/api/v1/purchase-orders/" + id + "/cancel", "");
        jdbc.sql("update orders.purchase_mail set next_attempt_at = now()").update();
        api.as("ADMIN").post("/api/v1/jobs/purchase-mail/trigger", "{}");
        JsonNode ended = await(id, "/mail/status", "FAILED");
        assertThat(ended.at("/mail/last_error").asString()).contains("CANCELLED before the mail went out");
    }

    private static String textOfTheDocument(MimeMessage mail) throws Exception {
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        BodyPart document = parts.getBodyPart(parts.getCount() - 1);
        assertThat(document.getFileName()).endsWith(".pdf");
        try (InputStream bytes = document.getInputStream();
                PDDocument pdf = Loader.loadPDF(bytes.readAllBytes())) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    private Api.Answer send(String id, String how) {
        return planner.post("/api/v1/purchase-orders/" + id + "/send", "{\"how\":\"%s\"}".formatted(how));
    }

    private String approved(String supplier) {
        Api.Answer made = planner.post("/api/v1/purchase-orders", """
                {"store":"D1","supplier":"%s","lines":[{"sku":"MILK","quantity":40}]}
                """.formatted(supplier));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String id = made.json().path("ids").path(0).asString();
        assertThat(planner.post("/api/v1/purchase-orders/" + id + "/approve", "")
                        .status())
                .isEqualTo(200);
        return id;
    }

    private JsonNode await(String id, String at, String wanted) {
        Instant end = Instant.now().plus(Duration.ofSeconds(40));
        JsonNode order = planner.get("/api/v1/purchase-orders/" + id).json();
        while (!order.at(at).asString("").equals(wanted) && Instant.now().isBefore(end)) {
            sleep();
            order = planner.get("/api/v1/purchase-orders/" + id).json();
        }
        assertThat(order.at(at).asString("")).as(order.toString()).isEqualTo(wanted);
        return order;
    }

    private static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
