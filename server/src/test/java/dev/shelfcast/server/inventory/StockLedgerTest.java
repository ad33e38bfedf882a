package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.testing.Seeds;
import dev.shelfcast.server.testing.ServerTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class StockLedgerTest {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StockLedger ledger;

    @Autowired
    Reservations reservations;

    @Autowired
    RetriedTransaction transaction;

    @Autowired
    LedgerCheck check;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    long store() {
        return jdbc.sql("insert into stores.store (code, name, time_zone) values (:code, :code, 'UTC') returning id")
                .param("code", "T" + NUMBERS.incrementAndGet())
                .query(Long.class)
                .single();
    }

    long product() {
        return jdbc.sql("insert into catalog.product (sku, name) values (:sku, :sku) returning id")
                .param("sku", "P" + NUMBERS.incrementAndGet())
                .query(Long.class)
                .single();
    }

    private Movement move(MovementKind kind, long store, long product, String quantity) {
        return Movement.of(kind, store, product, new BigDecimal(quantity), Origin.unnamed("TEST"));
    }

    private BigDecimal onHand(long store, long product) {
        return jdbc.sql("select coalesce(sum(on_hand), 0) from inventory.balance "
                        + "where location_id = :store and product_id = :product")
                .param("store", store)
                .param("product", product)
                .query(BigDecimal.class)
                .single();
    }

    private void assertBooksRight() {
        assertThat(check.differences()).isEmpty();
    }

    @Test
    void aReceiptAndASaleLeaveTheirDifference() {
        long store = store();
        long product = product();
        ledger.post(List.of(move(MovementKind.RECEIPT, store, product, "10")));
        ledger.post(List.of(move(MovementKind.SALE, store, product, "3.5")));
        assertThat(onHand(store, product)).isEqualByComparingTo("6.5");
        assertBooksRight();
    }

    @Test
    void refusesASaleAboveStockOnHandAndCountsTheWholeRequest() {
        long store = store();
        long product = product();
        ledger.post(List.of(move(MovementKind.RECEIPT, store, product, "7")));
        assertThatThrownBy(() -> ledger.post(List.of(
                        move(MovementKind.SALE, store, product, "4"), move(MovementKind.SALE, store, product, "4"))))
                .isInstanceOfSatisfying(Conflict.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("INSUFFICIENT_STOCK");
                    assertThat(refusal.detail()).contains("asks for 4 of P", "has 3");
                });
        assertThat(onHand(store, product)).isEqualByComparingTo("7");
        PostedMovement oversold = ledger.post(
                        List.of(move(MovementKind.SALE, store, product, "9").overselling(Oversell.ALLOW)))
                .get(0);
        assertThat(oversold.oversold()).isEqualByComparingTo("2");
        assertThat(onHand(store, product)).isEqualByComparingTo("-2");
        assertBooksRight();
    }

    @Test
    void aPromiseIsKeptByAllLotsAndNotByTheStockWithoutOneAlone() {
        long store = store();
        long product = product();
        ledger.post(List.of(
                move(MovementKind.RECEIPT, store, product, "5"),
                move(MovementKind.RECEIPT, store, product, "5").ofLot("A", LocalDate.of(2099, 2, 1))));
        reservations.reserve(
                new Reservations.Holder("TEST", "T-1", store, LocalDate.of(2026, 1, 1)),
                List.of(new Reservations.Wish(1, product, new BigDecimal("3"), null)),
                false);
        Movement withoutLot = move(MovementKind.DONATION, store, product, "5").ofLot(Movement.WITHOUT_LOT, null);
        ledger.post(List.of(withoutLot));
        assertThat(onHand(store, product)).isEqualByComparingTo("5");
        assertThatThrownBy(() -> ledger.post(List.of(
                        move(MovementKind.DONATION, store, product, "2.001").ofLot("A", null))))
                .isInstanceOfSatisfying(
                        Conflict.class, refusal -> assertThat(refusal.detail()).contains("has 2."));
        assertBooksRight();
    }

    @Test
    void takesWhatExpiresFirstAndNeverDropsALotWithoutExpiry() {
        long store = store();
        long product = product();
        ledger.post(List.of(
                move(MovementKind.RECEIPT, store, product, "5").ofLot("LATE", LocalDate.of(2030, 2, 1)),
                move(MovementKind.RECEIPT, store, product, "5").ofLot("NONE", null),
                move(MovementKind.RECEIPT, store, product, "5").ofLot("SOON", LocalDate.of(2020, 1, 1))));
        PostedMovement sale = ledger.post(List.of(move(MovementKind.SALE, store, product, "12")))
                .get(0);
        assertThat(jdbc.sql("select l.code || ' ' || trunc(m.quantity) from inventory.movement m "
                                + "join inventory.lot l on l.id = m.lot_id where m.id = any(:ids) order by m.id")
                        .param("ids", sale.ids().toArray(Long[]::new))
                        .query(String.class)
                        .list())
                .containsExactly("SOON 5", "LATE 5", "NONE 2");
        assertBooksRight();
    }

    @Test
    void theSameNameAgainChangesNothingAndOtherContentIsRefused() {
        long store = store();
        long product = product();
        Movement receipt = Movement.of(
                MovementKind.RECEIPT, store, product, BigDecimal.TEN, Origin.once("TEST", "delivery " + product, 1));
        PostedMovement first = ledger.post(List.of(receipt)).get(0);
        PostedMovement again = ledger.post(List.of(receipt)).get(0);
        assertThat(again.repeated()).isTrue();
        assertThat(again.ids()).isEqualTo(first.ids());
        assertThat(onHand(store, product)).isEqualByComparingTo("10");
        assertThatThrownBy(() -> ledger.post(List.of(receipt.because("another"))))
                .isInstanceOfSatisfying(
                        Conflict.class, refusal -> assertThat(refusal.code()).isEqualTo("EXTERNAL_ID_REUSED"));
    }

    @Test
    void aReversalPutsItBackOnceAndTheDatabaseRefusesToForget() {
        long store = store();
        long product = product();
        ledger.post(List.of(move(MovementKind.RECEIPT, store, product, "10")));
        PostedMovement sale = ledger.post(List.of(move(MovementKind.SALE, store, product, "4")))
                .get(0);
        assertThat(ledger.reverse(sale.ids(), "typed twice", Oversell.REFUSE)
                        .get(0)
                        .repeated())
                .isFalse();
        assertThat(ledger.reverse(sale.ids(), "typed twice", Oversell.REFUSE)
                        .get(0)
                        .repeated())
                .isTrue();
        assertThat(onHand(store, product)).isEqualByComparingTo("10");
        assertThatThrownBy(() -> jdbc.sql("delete from inventory.movement").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() ->
                        jdbc.sql("update inventory.movement set quantity = 1").update())
                .hasMessageContaining("append-only");
        assertBooksRight();
    }

    @Test
    void sixtyFourThreadsSellExactlyTheThousandUnitsThereAre() throws Exception {
        long store = store();
        List<Long> products = List.of(product(), product(), product());
        for (long product : products) {
            ledger.post(List.of(move(MovementKind.RECEIPT, store, product, "1000")));
        }
        AtomicInteger sold = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        List<Callable<Void>> sellers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            int seller = i;
            sellers.add(() -> {
                for (int n = 0; n < 20; n++) {
                    // each in another order of the products, which would deadlock without the ledger's own order
                    List<Movement> basket = new ArrayList<>();
                    for (int p = 0; p < 3; p++) {
                        basket.add(move(MovementKind.SALE, store, products.get((seller + p) % 3), "1"));
                    }
                    try {
                        transaction.run(() -> ledger.post(basket));
                        sold.incrementAndGet();
                    } catch (Conflict shortage) {
                        assertThat(shortage.code()).isEqualTo("INSUFFICIENT_STOCK");
                        refused.incrementAndGet();
                    }
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            for (Future<Void> seller : threads.invokeAll(sellers)) {
                seller.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(sold).hasValue(1000);
        assertThat(refused).hasValue(280);
        for (long product : products) {
            assertThat(onHand(store, product)).isEqualByComparingTo("0");
        }
        assertBooksRight();
    }

    @Test
    void theIntakePostsABatchAndEmptiesIt() {
        long store = store();
        long product = product();
        jdbc.sql("""
                        insert into inventory.v_movement_intake
                               (batch_id, kind, product_id, from_location, to_location, quantity, occurred_at, source,
                                lot_code, expiry)
                        select 77, 'RECEIPT', :product, -1, :store, 2, timestamptz '2024-01-01' + n * interval '1 day',
                               'TEST', case when n % 2 = 0 then 'L' end, case when n % 2 = 0 then date '2026-01-01' end
                          from generate_series(1, 100) n
                        union all
                        select 77, 'SALE', :product, :store, -2, 1, timestamptz '2024-06-01', 'TEST', null, null
                        """).param("product", product).param("store", store).update();
        assertThat(ledger.postIntake(77)).isEqualTo(101);
        assertThat(ledger.postIntake(77)).isZero();
        assertThat(onHand(store, product)).isEqualByComparingTo("199");
        assertBooksRight();
    }

    @Test
    void randomHistoriesAgreeWithAPlainModel() {
        long store = store();
        Seeds.check(25, random -> compare(random, store, List.of(product(), product())));
        assertBooksRight();
    }

    private void compare(Random random, long store, List<Long> products) {
        Map<Long, BigDecimal> model = new HashMap<>();
        List<Long> reversible = new ArrayList<>();
        Instant start = Instant.parse("2025-01-01T00:00:00Z");
        for (int step = 0; step < 40; step++) {
            List<Movement> request = new ArrayList<>();
            Map<Long, BigDecimal> after = new HashMap<>(model);
            boolean enough = true;
            for (int line = 0; line <= random.nextInt(3); line++) {
                long product = products.get(random.nextInt(products.size()));
                boolean in = random.nextBoolean();
                BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(9000), 3);
                MovementKind kind = in ? MovementKind.RECEIPT : MovementKind.WASTE;
                request.add(Movement.of(kind, store, product, quantity, Origin.unnamed("TEST"))
                        .at(start.plusSeconds(random.nextInt(10_000_000)))
                        .ofLot(in && random.nextBoolean() ? "L" + random.nextInt(3) : null, null));
                after.merge(product, in ? quantity : quantity.negate(), BigDecimal::add);
                enough &= after.get(product).signum() >= 0;
            }
            if (enough) {
                ledger.post(request).forEach(posted -> reversible.addAll(posted.ids()));
                model = after;
            } else {
                assertThatThrownBy(() -> ledger.post(request)).isInstanceOf(Conflict.class);
            }
            for (long product : products) {
                assertThat(onHand(store, product)).isEqualByComparingTo(model.getOrDefault(product, BigDecimal.ZERO));
            }
        }
    }
}
