package dev.shelfcast.server.inventory.transfers;

import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

/** The steps of a transfer, for stories that are told in other packages. */
@TestComponent
public class TransferSteps {

    private final Transfers transfers;

    TransferSteps(Transfers transfers) {
        this.transfers = transfers;
    }

    /** A line of a transfer: how much of a product. */
    public record Line(String sku, BigDecimal quantity) {}

    /** What is put on the van; without a lot, what expires first. */
    public record Leaving(
            int line, BigDecimal quantity, @Nullable String lot) {}

    /** What became of a line, or of one lot of it, on the way. */
    public record Arrival(
            int line,
            BigDecimal good,
            BigDecimal damaged,
            BigDecimal lost,
            @Nullable String lot) {}

    public long request(String from, String to, List<Line> lines) {
        return transfers.request(new TransferBody(
                StoreCode.of(from),
                StoreCode.of(to),
                null,
                null,
                lines.stream()
                        .map(line -> new TransferBody.Line(Sku.of(line.sku()), line.quantity()))
                        .toList()));
    }

    public void approve(long id) {
        transfers.approve(id);
    }

    public void ship(long id, List<Leaving> leaving, @Nullable Instant at) {
        transfers.ship(
                id,
                leaving.stream()
                        .map(one -> new Shipped(one.line(), one.quantity(), one.lot()))
                        .toList(),
                time(at));
    }

    public void receive(long id, List<Arrival> arrivals, @Nullable Instant at) {
        transfers.receive(
                id,
                arrivals.stream()
                        .map(one -> new Arrived(one.line(), one.good(), one.damaged(), one.lost(), one.lot()))
                        .toList(),
                time(at));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    public void cancel(long id) {
        transfers.cancel(id);
    }
}
