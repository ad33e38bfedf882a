package dev.shelfcast.server.orders;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.inventory.Movement;
import dev.shelfcast.server.inventory.MovementKind;
import dev.shelfcast.server.inventory.Origin;
import dev.shelfcast.server.inventory.Oversell;
import dev.shelfcast.server.inventory.PostedMovement;
import dev.shelfcast.server.inventory.RetriedTransaction;
import dev.shelfcast.server.inventory.StockLedger;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Pincode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Records sales as they happen: the sale, its lines and its movements in one transaction. The sale row itself says who
 * sold what when, so there is no entry in the audit log beside it.
 */
@Component
public class Sales {

    static final String DOCUMENT = "SALE";

    private final Goods goods;
    private final SaleRows rows;
    private final SaleMonths months;
    private final StockLedger ledger;
    private final RetriedTransaction transaction;
    private final CurrentUser user;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Sales(
            Goods goods,
            SaleRows rows,
            SaleMonths months,
            StockLedger ledger,
            RetriedTransaction transaction,
            CurrentUser user,
            Clock clock,
            ApplicationEventPublisher events) {
        this.goods = goods;
        this.rows = rows;
        this.months = months;
        this.ledger = ledger;
        this.transaction = transaction;
        this.user = user;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Records the sale once: the same source, external id and content again is answered as the first time. A till's
     * sale
     * has happened, so it may take the books below zero; any other is refused when there is too little.
     */
    public SaleAccepted place(SaleRequest request) {
        return record(request).accepted();
    }

    /** With all that its document shows, so that a till's answer needs no further look into the database. */
    Recorded record(SaleRequest request) {
        user.requireStore(request.store());
        return transaction.run(() -> placeOnce(request));
    }

    /** A sale as it was recorded; one that was known already comes without its lines. */
    record Recorded(SaleAccepted accepted, @Nullable Pincode pincode, Instant occurredAt, List<SaleRows.Line> lines) {}

    private Recorded placeOnce(SaleRequest request) {
        Goods.Shop shop = goods.of(
                request.store(),
                request.lines().stream().map(SaleRequest.Line::sku).toList());
        Instant occurredAt = request.occurredAt() == null ? clock.instant() : request.occurredAt();
        LocalDate day = occurredAt.atZone(shop.zone()).toLocalDate();
        months.ensure(day);
        ledger.prepare(occurredAt, occurredAt);
        List<SaleRows.Line> lines = lines(request, shop);
        Pincode pincode = request.pincode() == null ? shop.pincode() : request.pincode();
        SaleRows.Sale sale = new SaleRows.Sale(request, shop.id(), pincode, occurredAt, day, user.name());
        Optional<Long> id = rows.insert(sale, lines);
        if (id.isEmpty()) {
            return new Recorded(repeated(request), pincode, occurredAt, List.of());
        }
        BigDecimal oversold = post(id.get(), request, sale, lines);
        if (oversold.signum() > 0) {
            rows.markOversold(id.get(), oversold);
        }
        SaleAccepted accepted =
                new SaleAccepted(id.get(), SaleRows.units(lines), SaleRows.total(lines), oversold, false);
        events.publishEvent(new SaleRecorded(
                id.get(),
                shop.code(),
                shop.id(),
                pincode,
                lines.stream().map(SaleRows.Line::productId).collect(Collectors.toSet()),
                accepted.units(),
                accepted.total(),
                occurredAt,
                day));
        return new Recorded(accepted, pincode, occurredAt, lines);
    }

    static List<SaleRows.Line> lines(SaleRequest request, Goods.Shop shop) {
        List<SaleRows.Line> lines = new ArrayList<>();
        for (int i = 0; i < request.lines().size(); i++) {
            SaleRequest.Line line = request.lines().get(i);
            Goods.Product product = shop.product(line.sku(), i);
            BigDecimal price = line.unitPrice() == null ? product.salePrice() : line.unitPrice();
            BigDecimal discount = line.discount() == null ? BigDecimal.ZERO : line.discount();
            BigDecimal quantity = line.quantity().abs();
            BigDecimal revenue = quantity.multiply(price).subtract(discount).setScale(4, RoundingMode.HALF_UP);
            String kind = line.quantity().signum() > 0 ? "SALE" : "RETURN";
            lines.add(new SaleRows.Line(kind, product, quantity, price, discount, revenue, product.unitCost()));
        }
        return lines;
    }

    private BigDecimal post(long saleId, SaleRequest request, SaleRows.Sale sale, List<SaleRows.Line> lines) {
        Oversell policy = request.till() ? Oversell.ALLOW : Oversell.REFUSE;
        List<Movement> movements = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            SaleRows.Line line = lines.get(i);
            MovementKind kind = line.kind().equals("SALE") ? MovementKind.SALE : MovementKind.CUSTOMER_RETURN;
            movements.add(Movement.of(
                            kind,
                            sale.storeId(),
                            line.productId(),
                            line.quantity(),
                            Origin.within(DOCUMENT, "S-" + saleId, i + 1))
                    .at(sale.occurredAt())
                    .overselling(policy));
        }
        return ledger.post(movements).stream().map(PostedMovement::oversold).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private SaleAccepted repeated(SaleRequest request) {
        String externalId = Objects.requireNonNull(request.externalId());
        SaleRows.Known known = rows.known(request.source(), externalId);
        if (!SaleRows.content(request).equals(known.content())) {
            throw new Conflict(
                    "EXTERNAL_ID_REUSED",
                    "The external id '%s' of %s belongs to the sale S-%d with another content. Maybe choose a new one."
                            .formatted(externalId, request.source(), known.id()));
        }
        return new SaleAccepted(known.id(), known.units(), known.total(), known.oversold(), true);
    }
}
