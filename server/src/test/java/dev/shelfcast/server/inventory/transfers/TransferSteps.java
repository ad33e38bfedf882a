package dev.shelfcast.server.inventory.transfers;

import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.util.List;
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

    /** What became of a line on the way. */
    public record Arrival(int line, BigDecimal good, BigDecimal damaged, BigDecimal lost) {}

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

    public void ship(long id) {
        transfers.ship(id, List.of(), null);
    }

    public void receive(long id, List<Arrival> arrivals) {
        transfers.receive(
                id,
                arrivals.stream()
                        .map(one -> new Arrived(one.line(), one.good(), one.damaged(), one.lost(), null))
                        .toList(),
                null);
    }

    public void cancel(long id) {
        transfers.cancel(id);
    }
}
