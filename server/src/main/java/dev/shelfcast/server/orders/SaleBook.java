package dev.shelfcast.server.orders;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.shared.Pincode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down as a sale what a document of this module delivered or took back, so that demand and revenue see it like
 * any other. The document posts the movements itself, in the same transaction.
 */
@Component
public class SaleBook {

    /** The source of the movements that belong to a sale. */
    public static final String DOCUMENT = Sales.DOCUMENT;

    private final Goods goods;
    private final SaleRows rows;
    private final SaleMonths months;
    private final CurrentUser user;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    SaleBook(
            Goods goods,
            SaleRows rows,
            SaleMonths months,
            CurrentUser user,
            Clock clock,
            ApplicationEventPublisher events) {
        this.goods = goods;
        this.rows = rows;
        this.months = months;
        this.user = user;
        this.clock = clock;
        this.events = events;
    }

    /** Answers the sale's id; its external id is the document's part, of which the caller sees that it is new. */
    @Transactional
    public long write(SaleRequest request) {
        Goods.Shop shop = goods.of(
                request.store(),
                request.lines().stream().map(SaleRequest.Line::sku).toList());
        Instant occurredAt = request.occurredAt() == null ? clock.instant() : request.occurredAt();
        LocalDate day = occurredAt.atZone(shop.zone()).toLocalDate();
        months.ensure(day);
        List<SaleRows.Line> lines = Sales.lines(request, shop);
        Pincode pincode = request.pincode() == null ? shop.pincode() : request.pincode();
        long id = rows.insert(new SaleRows.Sale(request, shop.id(), pincode, occurredAt, day, user.name()), lines)
                .orElseThrow(() -> new IllegalStateException(request.externalId() + " was sold before"));
        events.publishEvent(new SaleRecorded(
                id,
                shop.code(),
                shop.id(),
                pincode,
                lines.stream().map(SaleRows.Line::productId).collect(Collectors.toSet()),
                SaleRows.units(lines),
                SaleRows.total(lines),
                occurredAt,
                day));
        return id;
    }
}
