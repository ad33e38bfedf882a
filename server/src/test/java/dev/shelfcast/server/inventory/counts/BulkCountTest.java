package dev.shelfcast.server.inventory.counts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.LedgerCheck;
import dev.shelfcast.server.inventory.RetriedTransaction;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.testing.ServerTest;
import dev.shelfcast.server.testing.Statements;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class BulkCountTest {

    private static final int LINES = 10_000;
    /** The target is 2 s on a quiet machine; a build machine may be five times slower. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Counts counts;

    @Autowired
    RetriedTransaction transaction;

    @Autowired
    LedgerCheck check;

    /** Runs the step as a request would and answers how many statements it took. */
    private int step(Runnable step) {
        return Statements.of(() -> transaction.run(() -> {
                    step.run();
                    return true;
                }))
                .size();
    }

    @Test
    void aCountOfTenThousandLinesIsPostedAtOnce() {
        jdbc.sql("insert into stores.store (code, name, time_zone) values ('BIG', 'Big shop', 'UTC')")
                .update();
        jdbc.sql("insert into catalog.product (sku, name) select 'C' || n, 'C' || n from generate_series(1, :n) n")
                .param("n", LINES)
                .update();
        List<Sku> skus =
                IntStream.rangeClosed(1, LINES).mapToObj(n -> Sku.of("C" + n)).toList();
        List<Counted> entries = skus.stream()
                .map(sku -> new Counted(sku, null, null, BigDecimal.valueOf(7), null))
                .toList();
        long[] id = new long[1];
        assertThat(step(() -> id[0] = counts.open(new CountBody(StoreCode.of("BIG"), null, null, null, skus, null))))
                .isLessThan(50);
        assertThat(step(() -> counts.count(id[0], entries, null))).isLessThan(50);
        assertThat(step(() -> counts.finish(id[0], false))).isLessThan(50);
        assertThat(step(() -> counts.review(id[0]))).isLessThan(50);

        Instant start = Instant.now();
        int statements = step(() -> counts.post(id[0]));
        Duration took = Duration.between(start, Instant.now());
        System.getLogger("bulk").log(System.Logger.Level.INFO, "10,000 lines: {0} statements, {1}", statements, took);
        assertThat(statements).isLessThan(50);
        assertThat(took).isLessThan(PATIENCE);
        assertThat(jdbc.sql("select count(*) || ' ' || sum(on_hand) from inventory.v_level")
                        .query(String.class)
                        .single())
                .isEqualTo("10000 70000.000");
        assertThat(check.differences()).isEmpty();
    }
}
