package dev.shelfcast.server.inventory.counts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.LedgerCheck;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.testing.Effort;
import dev.shelfcast.server.testing.ServerTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class BulkCountTest {

    private static final int LINES = 10_000;
    /** What it may take on a machine that does nothing else, where the clock runs no faster than the processor. */
    private static final Duration TARGET = Duration.ofSeconds(2);
    /** A build machine may be five times slower. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Counts counts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    LedgerCheck check;

    /** Takes the step as a request would, and holds it to the target. */
    private void step(String what, Runnable step) {
        Effort effort = Effort.of(jdbc, transaction, step);
        System.getLogger("bulk")
                .log(
                        System.Logger.Level.INFO,
                        "10,000 lines, {0}: {1} statements, {2} ms, {3} ms of the processor",
                        what,
                        effort.statements().size(),
                        effort.wall().toMillis(),
                        effort.processor().toMillis());
        assertThat(effort.statements()).as(what).hasSizeLessThan(50);
        assertThat(effort.processor()).as("processor time to " + what).isLessThan(TARGET);
        assertThat(effort.wall()).as("time to " + what).isLessThan(PATIENCE);
    }

    /** First with nothing on the books, then with goods of which each product has less than they say. */
    @Test
    void aCountOfTenThousandLinesIsPostedAtOnce() {
        jdbc.sql("insert into stores.store (code, name, time_zone) values ('BIG', 'Big shop', 'UTC')")
                .update();
        jdbc.sql("insert into catalog.product (sku, name) select 'C' || n, 'C' || n from generate_series(1, :n) n")
                .param("n", LINES)
                .update();
        for (int seen = 7; seen >= 5; seen--) {
            count(BigDecimal.valueOf(seen));
            assertThat(jdbc.sql("select count(*) || ' ' || sum(on_hand) from inventory.v_level")
                            .query(String.class)
                            .single())
                    .isEqualTo("10000 " + seen * LINES + ".000");
            // From now on the planner's figures know this count, and that there is no other.
            jdbc.sql("analyze inventory.count_line").update();
        }
        assertThat(check.differences()).isEmpty();
    }

    private void count(BigDecimal seen) {
        List<Sku> skus =
                IntStream.rangeClosed(1, LINES).mapToObj(n -> Sku.of("C" + n)).toList();
        List<Counted> entries = skus.stream()
                .map(sku -> new Counted(sku, null, null, seen, null))
                .toList();
        long[] id = new long[1];
        step("open", () -> id[0] = counts.open(new CountBody(StoreCode.of("BIG"), null, null, null, skus, null)));
        step("count", () -> counts.count(id[0], entries, null));
        step("finish", () -> counts.finish(id[0], false));
        step("review", () -> counts.review(id[0]));
        step("post", () -> counts.post(id[0]));
    }
}
