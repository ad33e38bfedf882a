package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.counts.CountSteps;
import dev.shelfcast.server.inventory.transfers.TransferSteps;
import dev.shelfcast.server.orders.PurchaseOrders;
import dev.shelfcast.server.orders.Sales;
import dev.shelfcast.server.testing.Seeds;
import dev.shelfcast.server.testing.ServerTest;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Drives random sequences of all that moves stock against {@link PaperBooks}. {@code -Dledger.runs=1000} makes the long
 * run (see {@code bench/ledger/run.sh}); a failure names the seed that repeats it.
 */
@ServerTest
@Import({TransferSteps.class, CountSteps.class})
class LedgerStoryTest {

    private static final int RUNS = Integer.getInteger("ledger.runs", 25);
    private static final int STEPS = Integer.getInteger("ledger.steps", 200);
    /** Comparing after every step would take as long as the steps; five of them are looked through quickly enough. */
    private static final int COMPARE_EVERY = 5;

    private static final int CROWD_EVERY = 50;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StockLedger ledger;

    @Autowired
    RetriedTransaction transaction;

    @Autowired
    PastLevels past;

    @Autowired
    LedgerCheck check;

    @Autowired
    Sales sales;

    @Autowired
    PurchaseOrders orders;

    @Autowired
    TransferSteps transfers;

    @Autowired
    CountSteps counts;

    @Test
    void whateverHappensTheBooksAgreeWithAPlainModel() {
        Seeds.check(RUNS, this::tell);
    }

    private void tell(Random random) {
        LedgerStory story = new LedgerStory(random, jdbc, ledger, transaction);
        LedgerStory.Chapter byHand = new ByHand(story);
        List<LedgerStory.Chapter> chapters = List.of(
                byHand,
                byHand,
                byHand,
                new Selling(story, sales),
                new Ordering(story, orders),
                new Moving(story, transfers),
                new Moving(story, transfers),
                new Counting(story, counts),
                new Counting(story, counts));
        LedgerStory.Chapter crowd = new Crowd(story);
        for (int step = 1; step <= STEPS; step++) {
            if (step % CROWD_EVERY == 0) {
                crowd.step();
            } else {
                story.one(chapters).step();
            }
            if (step % COMPARE_EVERY == 0) {
                story.compare();
            }
        }
        for (int question = 0; question < 3; question++) {
            story.comparePast(past);
        }
        assertThat(check.differences()).isEmpty();
    }
}
