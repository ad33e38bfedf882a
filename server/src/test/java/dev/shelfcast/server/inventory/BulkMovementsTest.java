package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.Effort;
import dev.shelfcast.server.testing.ServerTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
@Import(Api.class)
class BulkMovementsTest {

    private static final int PRODUCTS = 1_000;
    /** What it may take on a machine that does nothing else, where the clock runs no faster than the processor. */
    private static final Duration TARGET = Duration.ofSeconds(2);
    /** A build machine may be five times slower. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ManualMovements movements;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    LedgerCheck check;

    @BeforeEach
    void aStoreAndAThousandProducts() {
        jdbc.sql("insert into stores.store (code, name, time_zone) values ('BULK', 'Warehouse', 'UTC') "
                        + "on conflict do nothing")
                .update();
        jdbc.sql("insert into catalog.product (sku, name) select 'B' || n, 'B' || n from generate_series(1, :n) n "
                        + "on conflict do nothing")
                .param("n", PRODUCTS)
                .update();
    }

    /** New lots, back-dated, each under a name: the dearest kind. */
    private static List<TransactionBody> receipts(int lines, String batch) {
        OffsetDateTime yesterday = OffsetDateTime.now(ZoneOffset.UTC).minusDays(1);
        return IntStream.range(0, lines)
                .mapToObj(n -> new TransactionBody(
                        "RECEIPT",
                        StoreCode.of("BULK"),
                        Sku.of("B" + (1 + n % PRODUCTS)),
                        batch + n,
                        LocalDate.of(2027, 1, 1),
                        BigDecimal.TEN,
                        yesterday,
                        null,
                        batch + n))
                .toList();
    }

    @Test
    void aThousandMovementsTakeFewStatementsAndAsManyAsTen() {
        // The first of a month asks for the month's table.
        sent(receipts(1, "first"));
        Effort ten = sent(receipts(10, "ten"));
        Effort thousand = sent(receipts(1_000, "thousand"));
        System.getLogger("bulk")
                .log(
                        System.Logger.Level.INFO,
                        "1,000 movements: {0} statements, {1} ms, {2} ms of the processor",
                        thousand.statements().size(),
                        thousand.wall().toMillis(),
                        thousand.processor().toMillis());
        assertThat(thousand.statements()).hasSizeLessThan(50).hasSameSizeAs(ten.statements());
        assertThat(thousand.processor()).isLessThan(TARGET);
        assertThat(thousand.wall()).isLessThan(PATIENCE);
        assertThat(check.differences()).isEmpty();
    }

    private Effort sent(List<TransactionBody> bodies) {
        List<TransactionResult> results = new ArrayList<>();
        Effort effort = Effort.of(jdbc, transaction, () -> results.addAll(movements.post(bodies)));
        assertThat(results).hasSize(bodies.size()).allMatch(TransactionResult::accepted);
        assertThat(effort.statements()).anyMatch(sql -> sql.contains("insert into inventory.movement"));
        return effort;
    }

    @Test
    void fiveThousandMovementsOverHttpAreAnsweredLineByLine() {
        Api.User planner = api.as("PLANNER");
        String body = IntStream.range(0, 5_000)
                .mapToObj(n -> "{\"kind\":\"RECEIPT\",\"store\":\"BULK\",\"sku\":\"%s\",\"quantity\":1}"
                        .formatted(n == 4_321 ? "NONE" : "B" + (1 + n % PRODUCTS)))
                .collect(Collectors.joining(",", "[", "]"));
        Instant start = Instant.now();
        Api.Answer answer = planner.post("/api/v1/inventory/transactions", body);
        assertThat(Duration.between(start, Instant.now())).isLessThan(PATIENCE);
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().path("data").size()).isEqualTo(5_000);
        assertThat(answer.json().at("/data/4321/code").asString()).isEqualTo("UNKNOWN_SKU");
        assertThat(answer.json().at("/data/4322/status").asString()).isEqualTo("POSTED");
        assertThat(answer.json().at("/data/4322/index").asInt()).isEqualTo(4_322);
        assertThat(check.differences()).isEmpty();
    }
}
