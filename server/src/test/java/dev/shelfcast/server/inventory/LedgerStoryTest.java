package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.books.BookSteps;
import dev.shelfcast.server.inventory.counts.CountSteps;
import dev.shelfcast.server.inventory.transfers.TransferSteps;
import dev.shelfcast.server.orders.PurchaseOrders;
import dev.shelfcast.server.orders.Sales;
import dev.shelfcast.server.orders.SalesIntake;
import dev.shelfcast.server.orders.sales.DeliverySteps;
import dev.shelfcast.server.testing.Seeds;
import dev.shelfcast.server.testing.ServerTest;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Drives random sequences of all that moves stock against {@link PaperBooks}. {@code -Dledger.runs=1000} makes the long
 * run (see {@code bench/ledger/run.sh}); a failure names the seed that repeats it.
 */
@ServerTest
@Import({TransferSteps.class, CountSteps.class, BookSteps.class, DeliverySteps.class})
class LedgerStoryTest {

    private static final int RUNS = Integer.getInteger("ledger.runs", 25);
    private static final int STEPS = Integer.getInteger("ledger.steps", 200);
    /** So many stories are told at the same time, each about stores and products of its own. */
    private static final int AT_ONCE = Integer.getInteger("ledger.at-once", 2);

    /** Comparing after every step would take as long as the steps; five of them are looked through quickly enough. */
    private static final int COMPARE_EVERY = 5;

    private static final int CROWD_EVERY = 50;

    /** The nightly check reads the whole ledger, so that after each story would take longer than the stories. */
    private static final int CHECK_EVERY = 50;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StockLedger ledger;

    @Autowired
    RetriedTransaction transaction;

    @Autowired
    ManualMovements people;

    @Autowired
    Reversals reversals;

    @Autowired
    PastLevels past;

    @Autowired
    LedgerCheck check;

    @Autowired
    Sales sales;

    @Autowired
    SalesIntake files;

    @Autowired
    PurchaseOrders orders;

    @Autowired
    DeliverySteps deliveries;

    @Autowired
    TransferSteps transfers;

    @Autowired
    CountSteps counts;

    @Autowired
    BookSteps books;

    @Autowired
    ApplicationContext context;

    private final AtomicInteger told = new AtomicInteger();

    /** They only read what the stories write, and cost more than the stories. */
    @BeforeEach
    void nobodyFollows() {
        List<SmartLifecycle> followers = context.getBeansOfType(SmartLifecycle.class).values().stream()
                .filter(bean -> bean.getClass().getSimpleName().matches("(Plan|Demand)Follower"))
                .toList();
        assertThat(followers).hasSize(2);
        followers.forEach(SmartLifecycle::stop);
    }

    @Test
    void whateverHappensTheBooksAgreeWithAPlainModel() {
        Seeds.check(RUNS, AT_ONCE, this::tell);
        booksAgreeWithThemselves();
    }

    private void tell(Random random) {
        LedgerStory story = new LedgerStory(random, jdbc, ledger, transaction);
        List<LedgerStory.Chapter> chapters = chapters(story);
        LedgerStory.Chapter crowd = new Crowd(story, new Trades(sales, orders, transfers, counts, deliveries));
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
        if (told.incrementAndGet() % CHECK_EVERY == 0) {
            booksAgreeWithThemselves();
            System.getLogger("story").log(System.Logger.Level.INFO, "{0} stories told", told);
        }
    }

    /** What happens more often stands here more than once. */
    private List<LedgerStory.Chapter> chapters(LedgerStory story) {
        LedgerStory.Chapter byHand = new ByHand(story, people, reversals);
        LedgerStory.Chapter selling = new Selling(story, sales);
        LedgerStory.Chapter delivering = new Delivering(story, deliveries);
        LedgerStory.Chapter ordering = new Ordering(story, orders);
        LedgerStory.Chapter moving = new Moving(story, transfers);
        LedgerStory.Chapter counting = new Counting(story, counts);
        return List.of(
                byHand,
                byHand,
                byHand,
                byHand,
                selling,
                selling,
                selling,
                delivering,
                delivering,
                delivering,
                delivering,
                delivering,
                ordering,
                ordering,
                ordering,
                moving,
                moving,
                moving,
                moving,
                counting,
                counting,
                counting,
                counting,
                new Importing(story, files),
                new Closing(story, books));
    }

    /** That a till has sold what was promised is no mistake of the books. */
    private void booksAgreeWithThemselves() {
        assertThat(check.differences())
                .filteredOn(difference -> !difference.rule().equals("RESERVED_WITHIN_ON_HAND"))
                .isEmpty();
    }
}
