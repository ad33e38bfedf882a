package dev.shelfcast.server.orders.purchases;

import dev.shelfcast.server.orders.PurchaseOrderStatus;
import dev.shelfcast.server.orders.purchases.PurchaseOrderQuery.Head;
import dev.shelfcast.server.orders.purchases.PurchaseOrderQuery.Line;
import dev.shelfcast.server.orders.purchases.PurchaseOrderQuery.Mail;
import dev.shelfcast.server.orders.purchases.PurchaseOrderQuery.Receipt;
import dev.shelfcast.server.shared.Versioned;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A purchase order as the API shows it. */
@Component
class PurchaseOrderViews {

    private final PurchaseOrderQuery query;
    private final Dispatch dispatch;

    PurchaseOrderViews(PurchaseOrderQuery query, Dispatch dispatch) {
        this.query = query;
        this.dispatch = dispatch;
    }

    /** Which statuses can follow; why it cannot be mailed, if it cannot. */
    record PurchaseOrder(
            Head head,
            List<PurchaseOrderStatus> next,
            @Nullable String mailObstacle,
            @Nullable Mail mail,
            List<Line> lines,
            List<Receipt> receipts)
            implements Versioned {

        @Override
        public int version() {
            return head.version();
        }
    }

    PurchaseOrder get(long number) {
        Head head = query.head(number);
        return new PurchaseOrder(
                head,
                head.status().next().stream().sorted().toList(),
                dispatch.obstacle(head),
                query.mail(number),
                query.lines(number),
                query.receipts(number));
    }
}
