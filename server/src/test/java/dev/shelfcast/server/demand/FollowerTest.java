package dev.shelfcast.server.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.ServerTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FollowerTest {

    private static final int STORES = 3;
    private static final int PRODUCTS = 20;
    private static final AtomicLong SALES = new AtomicLong(10_000);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Projection projection;

    @Autowired
    DemandFollower follower;

    @Autowired
    Clock clock;

    private SaleFacts facts;

    @BeforeEach
    void chain() {
        facts = new SaleFacts(jdbc);
        if (jdbc.sql("select count(*) from stores.store").query(Long.class).single() == 0) {
            for (int i = 0; i < STORES; i++) {
                facts.store("S" + i, "40000" + i);
            }
            for (int i = 0; i < PRODUCTS; i++) {
                facts.product("P" + i);
            }
            LocalDate today = LocalDate.now(clock);
            facts.months(today.minusDays(130), today.plusDays(2));
        }
    }

    @Test
    @Order(1)
    void countsEverySaleExactlyOnceWhileManyAreWritten() throws Exception {
        long store =
                jdbc.sql("select min(id) from stores.store").query(Long.class).single();
        long product = jdbc.sql("select min(id) from catalog.product")
                .query(Long.class)
                .single();
        ExecutorService tills = Executors.newFixedThreadPool(8);
        CountDownLatch slowHasWritten = new CountDownLatch(1);
        CountDownLatch letSlowCommit = new CountDownLatch(1);
        Future<?> slow = tills.submit(() -> transaction.executeWithoutResult(status -> {
            facts.line("SALE", 7, store, product, "499999", "13", now());
            slowHasWritten.countDown();
            await(letSlowCommit);
        }));
        assertThat(slowHasWritten.await(10, TimeUnit.SECONDS)).isTrue();
        List<Future<?>> selling = new ArrayList<>();
        for (int till = 0; till < 6; till++) {
            int seed = till;
            selling.add(tills.submit(() -> sell(new Random(seed), store, product, 60)));
        }
        for (Future<?> done : selling) {
            done.get(60, TimeUnit.SECONDS);
        }
        // The slow till holds up nobody but itself.
        eventually(() -> assertThat(followedUnits()).isEqualTo(units("pincode is distinct from '499999'")));
        letSlowCommit.countDown();
        slow.get(10, TimeUnit.SECONDS);
        eventually(() -> assertThat(followedUnits()).isEqualTo(units("true")));
        tills.shutdown();
        assertThat(projection.rebuild()).isZero();
    }

    @Test
    @Order(2)
    void addsMillionsTheSameWayAsOne() {
        LocalDate from = LocalDate.now(clock).minusDays(100);
        facts.bulk(40_000, STORES, PRODUCTS, from);
        follower.wake();
        eventually(() -> assertThat(followedUnits()).isEqualTo(units("true")));
        facts.bulk(30_000, STORES, PRODUCTS, from.plusDays(20));
        eventually(() -> assertThat(followedUnits()).isEqualTo(units("true")));
        assertThat(projection.rebuild()).isZero();
        assertThat(jdbc.sql("select sum(returned_units) from demand.product_day")
                        .query(String.class)
                        .single())
                .isEqualTo(jdbc.sql("select sum(quantity) from orders.sale_line where kind = 'RETURN'")
                        .query(String.class)
                        .single());
    }

    @Test
    @Order(3)
    void aRebuildPutsRightWhatIsWrongAndNothingElse() {
        int broken = jdbc.sql("""
                        update demand.daily set units = units + 1
                         where (store_id, product_id, day) in (select store_id, product_id, day from demand.daily
                                limit 3)
                        """).update();
        jdbc.sql("delete from demand.zone_total where ctid in (select ctid from demand.zone_total limit 2)")
                .update();
        jdbc.sql("insert into demand.product_day (day, product_id, units) values (current_date, 999999, 5)")
                .update();
        assertThat(broken).isEqualTo(3);
        assertThat(projection.rebuild()).isEqualTo(6);
        assertThat(projection.rebuild()).isZero();
    }

    @Test
    @Order(4)
    void aSaleIsThereWithinTheBlinkOfAnEye() {
        long store =
                jdbc.sql("select min(id) from stores.store").query(Long.class).single();
        long product = jdbc.sql("select min(id) from catalog.product")
                .query(Long.class)
                .single();
        List<Long> waited = new ArrayList<>();
        for (int sale = 0; sale < 40; sale++) {
            facts.line("SALE", 500 + sale, store, product, "400001", "1", now());
            long committed = System.nanoTime();
            follower.wake();
            String all = units("true");
            while (!followedUnits().equals(all)) {
                assertThat(System.nanoTime() - committed).isLessThan(5_000_000_000L);
            }
            waited.add((System.nanoTime() - committed) / 1_000);
        }
        waited.sort(null);
        System.getLogger("FollowerTest")
                .log(
                        System.Logger.Level.INFO,
                        "sale to projection, median {0} us, worst {1} us",
                        waited.get(20),
                        waited.get(39));
        assertThat(waited.get(20)).isLessThan(100_000);
    }

    private void sell(Random random, long store, long product, int sales) {
        for (int sale = 0; sale < sales; sale++) {
            long id = SALES.incrementAndGet();
            transaction.executeWithoutResult(status -> {
                OffsetDateTime at = now().minusHours(random.nextInt(300));
                for (int line = 0; line <= random.nextInt(4); line++) {
                    facts.line(
                            random.nextInt(10) == 0 ? "RETURN" : "SALE",
                            id,
                            store + random.nextInt(STORES),
                            product + random.nextInt(PRODUCTS),
                            random.nextBoolean() ? null : "40000" + random.nextInt(5),
                            "1." + random.nextInt(10),
                            at);
                }
                status.flush();
                if (random.nextInt(12) == 0) {
                    status.setRollbackOnly();
                }
            });
            if (random.nextInt(9) == 0) {
                facts.line("VOID", id, store, product, "400001", "0.5", now());
            }
            follower.wake();
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private String followedUnits() {
        return jdbc.sql("select coalesce(sum(units), 0)::numeric(18, 3) from demand.daily")
                .query(String.class)
                .single();
    }

    private String units(String where) {
        return jdbc.sql("""
                        select coalesce(sum(case kind when 'SALE' then quantity when 'VOID' then -quantity else 0
                               end), 0)
                               ::numeric(18, 3)
                          from orders.sale_line
                         where %s
                        """.formatted(where)).query(String.class).single();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void eventually(Runnable check) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
                try {
                    TimeUnit.MILLISECONDS.sleep(30);
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
        }
    }
}
