package dev.shelfcast.server.orders.purchases;

import dev.shelfcast.server.jobs.Job;
import dev.shelfcast.server.jobs.JobRun;
import dev.shelfcast.server.mail.Postman;
import dev.shelfcast.server.orders.PurchaseOrderStatus;
import dev.shelfcast.server.orders.PurchaseOrders;
import dev.shelfcast.server.orders.purchases.PurchaseOrderQuery.Head;
import dev.shelfcast.server.orders.purchases.PurchaseOrderQuery.Line;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Mails the orders that wait. The row stays locked while the mail server is spoken to, so that two instances never
 * send the same one; a crash between its "taken" and the commit sends it once more, which is better than never.
 */
@Component
class MailJob implements Job {

    static final String NAME = "purchase-mail";

    private static final Logger log = LoggerFactory.getLogger(MailJob.class);
    /** Minutes until the next attempt; after the last one the mail has failed and a person has to look. */
    private static final List<Integer> WAITS = List.of(1, 5, 15, 60);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final PurchaseOrderQuery query;
    private final PurchaseOrders orders;
    private final OrderDocument document;
    private final Postman postman;

    MailJob(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            PurchaseOrderQuery query,
            PurchaseOrders orders,
            OrderDocument document,
            Postman postman) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.query = query;
        this.orders = orders;
        this.document = document;
        this.postman = postman;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Mails purchase orders to their suppliers.";
    }

    @Override
    public void run(JobRun run) {
        int done = 0;
        while (!run.cancelled() && Boolean.TRUE.equals(transactions.execute(status -> sendNext()))) {
            done++;
            run.progress(done, 0, done == 1 ? "1 mail" : done + " mails");
        }
    }

    private record Waiting(long id, long purchaseOrderId, String recipient, int attempts, String requestedBy) {}

    /** False when none is due. */
    private boolean sendNext() {
        Optional<Waiting> next = jdbc.sql("""
                        select id, purchase_order_id, recipient, attempts, requested_by
                          from orders.purchase_mail
                         where status = 'QUEUED' and next_attempt_at <= now()
                         order by id
                         limit 1
                           for update skip locked
                        """).query(Waiting.class).optional();
        next.ifPresent(this::send);
        return next.isPresent();
    }

    private void send(Waiting mail) {
        // The order is held too, so that nobody cancels it while its mail is on the wire.
        PurchaseOrderStatus status = PurchaseOrderStatus.valueOf(
                jdbc.sql("select status from orders.purchase_order where id = :id for update")
                        .param("id", mail.purchaseOrderId())
                        .query(String.class)
                        .single());
        if (status == PurchaseOrderStatus.CANCELLED || status == PurchaseOrderStatus.RECEIVED) {
            end(mail, "FAILED", "the order was %s before the mail went out".formatted(status));
            return;
        }
        Head head = query.head(mail.purchaseOrderId());
        try {
            postman.send(letter(mail.recipient(), head, query.lines(mail.purchaseOrderId())));
        } catch (MailException | MessagingException refused) {
            log.warn("the mail of {} to {} did not go out", head.id(), mail.recipient(), refused);
            retry(mail, Postman.reason(refused));
            return;
        }
        end(mail, "SENT", null);
        if (status == PurchaseOrderStatus.APPROVED) {
            orders.sent(mail.purchaseOrderId(), "MAIL", mail.requestedBy());
        }
    }

    private Postman.Letter letter(String recipient, Head head, List<Line> lines) {
        String text = """
                Dear %s,

                please find attached our purchase order %s for %s (%s)%s.

                %d lines; please confirm, and tell us what you cannot deliver.
                """.formatted(
                        Objects.requireNonNullElse(head.supplierName(), "Sir or Madam"),
                        head.id(),
                        head.storeName(),
                        head.store(),
                        head.deliveryDate() == null ? "" : ", to be delivered on " + head.deliveryDate(),
                        lines.size());
        return new Postman.Letter(
                recipient,
                "Purchase order " + head.id(),
                text,
                new Postman.Attachment(head.id() + ".pdf", document.pdf(head, lines)));
    }

    private void retry(Waiting mail, String error) {
        if (mail.attempts() >= WAITS.size()) {
            end(mail, "FAILED", error);
            return;
        }
        jdbc.sql("""
                        update orders.purchase_mail
                           set attempts = attempts + 1, last_error = :error,
                               next_attempt_at = now() + make_interval(mins => :minutes)
                         where id = :id
                        """)
                .param("id", mail.id())
                .param("error", error)
                .param("minutes", WAITS.get(mail.attempts()))
                .update();
    }

    private void end(Waiting mail, String status, @Nullable String error) {
        jdbc.sql("""
                        update orders.purchase_mail
                           set status = :status, attempts = attempts + 1, last_error = :error,
                               sent_at = case when :status = 'SENT' then now() end
                         where id = :id
                        """)
                .param("id", mail.id())
                .param("status", status)
                .param("error", error)
                .update();
    }
}
