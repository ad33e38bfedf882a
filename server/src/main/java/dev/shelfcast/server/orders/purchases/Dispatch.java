package dev.shelfcast.server.orders.purchases;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.jobs.Jobs;
import dev.shelfcast.server.mail.MailSettings;
import dev.shelfcast.server.orders.PurchaseOrderStatus;
import dev.shelfcast.server.orders.PurchaseOrders;
import dev.shelfcast.server.orders.purchases.PurchaseOrderQuery.Head;
import dev.shelfcast.server.shared.Conflict;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gets orders to their suppliers. The wish to mail one is written down in the caller's transaction; the mail goes out
 * after it, and the order is SENT when the mail server has taken it, or when a person says to have given it over.
 */
@Component
class Dispatch {

    private static final Set<PurchaseOrderStatus> SENDABLE =
            EnumSet.of(PurchaseOrderStatus.APPROVED, PurchaseOrderStatus.SENT, PurchaseOrderStatus.PARTIALLY_RECEIVED);

    private final JdbcClient jdbc;
    private final PurchaseOrderQuery query;
    private final PurchaseOrders orders;
    private final MailSettings settings;
    private final CurrentUser user;
    private final ObjectProvider<Jobs> jobs;

    Dispatch(
            JdbcClient jdbc,
            PurchaseOrderQuery query,
            PurchaseOrders orders,
            MailSettings settings,
            CurrentUser user,
            ObjectProvider<Jobs> jobs) {
        this.jdbc = jdbc;
        this.query = query;
        this.orders = orders;
        this.settings = settings;
        this.user = user;
        this.jobs = jobs;
    }

    /** Why the order cannot be mailed, in a sentence with the way out; null when it can. */
    @Nullable
    String obstacle(Head order) {
        if (order.supplier() == null) {
            return "The order has no supplier. Maybe change the draft.";
        }
        if (!settings.complete()) {
            return "No mail server is set up. Maybe download the document, send it yourself and mark the order as "
                    + "sent; an administrator can set shelfcast.mail.host and shelfcast.mail.from.";
        }
        if (order.supplierEmail() == null) {
            return "The supplier %s has no e-mail address. Maybe add it, or mark the order as sent by hand."
                    .formatted(order.supplierName());
        }
        return null;
    }

    void byHand(long number) {
        orders.sent(number, "HAND", user.name());
    }

    /** Queues the mail; asked again while one waits, that one is tried at once. */
    @Transactional
    public void byMail(long number) {
        Head order = query.head(number);
        if (!SENDABLE.contains(order.status())) {
            throw new Conflict(
                    "ILLEGAL_TRANSITION",
                    "The purchase order %s is %s; it can be sent when it is APPROVED, and again while it is open."
                            .formatted(order.id(), order.status()));
        }
        String obstacle = obstacle(order);
        if (obstacle != null) {
            throw new Conflict("MAIL_IMPOSSIBLE", obstacle);
        }
        jdbc.sql("""
                        insert into orders.purchase_mail (purchase_order_id, recipient, requested_by)
                        values (:order, :recipient, :user)
                        on conflict (purchase_order_id) where status = 'QUEUED' do update
                           set recipient = excluded.recipient, attempts = 0, next_attempt_at = now(),
                               requested_by = excluded.requested_by
                        """)
                .param("order", number)
                .param("recipient", order.supplierEmail())
                .param("user", user.name())
                .update();
        jobs.getObject().request(MailJob.NAME, Map.of(Jobs.KEY, MailJob.NAME));
    }

    /** What failed is tried again when its time has come, also after a restart. */
    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT30S")
    void wake() {
        boolean due = jdbc.sql("""
                        select exists (select from orders.purchase_mail
                                        where status = 'QUEUED' and next_attempt_at <= now())
                        """).query(Boolean.class).single();
        if (due && settings.complete()) {
            jobs.getObject().request(MailJob.NAME, Map.of(Jobs.KEY, MailJob.NAME));
        }
    }
}
