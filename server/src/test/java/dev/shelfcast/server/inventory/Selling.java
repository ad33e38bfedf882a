package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.orders.SaleAccepted;
import dev.shelfcast.server.orders.SaleRequest;
import dev.shelfcast.server.orders.Sales;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sales and returns, of tills that may sell what the books don't have and of shops that may not. */
final class Selling implements LedgerStory.Chapter {

    private final LedgerStory story;
    private final Sales sales;
    private int receipts;

    Selling(LedgerStory story, Sales sales) {
        this.story = story;
        this.sales = sales;
    }

    @Override
    public void step() {
        long store = story.anyStore();
        boolean till = story.random.nextInt(4) == 0;
        Instant at = story.anyTime();
        List<SaleRequest.Line> lines = new ArrayList<>();
        List<Movement> movements = new ArrayList<>();
        for (int line = story.random.nextInt(3); line >= 0; line--) {
            long product = story.anyProduct();
            boolean comesBack = story.random.nextInt(5) == 0;
            BigDecimal quantity = story.quantity(till ? 4 : 7);
            lines.add(new SaleRequest.Line(
                    Sku.of(story.products.get(product)), comesBack ? quantity.negate() : quantity, null, null));
            movements.add(Movement.of(
                            comesBack ? MovementKind.CUSTOMER_RETURN : MovementKind.SALE,
                            store,
                            product,
                            quantity,
                            Origin.unnamed("STORY"))
                    .at(at)
                    .overselling(till ? Oversell.ALLOW : Oversell.REFUSE));
        }
        SaleRequest request = new SaleRequest(
                StoreCode.of(story.stores.get(store)),
                story.source,
                till ? SaleRequest.TILL : "ONLINE",
                "R" + ++receipts,
                null,
                null,
                at,
                lines);
        Optional<SaleAccepted> sold = story.really(story.paper.post(movements).isPresent(), () -> sales.place(request));
        if (sold.isPresent() && story.random.nextInt(4) == 0) {
            assertThat(sales.place(request).repeated()).isTrue();
        }
    }
}
