package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.Seeds;
import dev.shelfcast.server.testing.ServerTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
@Import(Api.class)
class AsOfTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final int DAYS = 150;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    StockLedger ledger;

    @Autowired
    PastLevels past;

    private static int numbers;

    private long store(String code) {
        return jdbc.sql("insert into stores.store (code, name, time_zone) values (:code, :code, 'UTC') returning id")
                .param("code", code)
                .query(Long.class)
                .single();
    }

    private long product(String sku) {
        return jdbc.sql("insert into catalog.product (sku, name) values (:sku, :sku) returning id")
                .param("sku", sku)
                .query(Long.class)
                .single();
    }

    /** A line of the plain history: goods that came (positive) or went, and the step in which the ledger was told. */
    private record Told(
            int step, Instant occurredAt, String store, String sku, String lot, BigDecimal quantity, List<Long> ids) {}

    /** Replays the history: what had happened by one moment as far as it had been told by another. */
    private static Map<String, BigDecimal> replay(List<Told> history, Instant asOf, int toldUntil, boolean byLot) {
        Map<String, BigDecimal> stock = new TreeMap<>();
        history.stream()
                .filter(told -> !told.occurredAt().isAfter(asOf) && told.step() < toldUntil)
                .forEach(told -> stock.merge(
                        told.store() + " " + told.sku() + (byLot ? " " + told.lot() : ""),
                        told.quantity(),
                        BigDecimal::add));
        stock.values().removeIf(quantity -> quantity.signum() == 0);
        return stock;
    }

    private Map<String, BigDecimal> asked(String store, PastLevels.Moment moment, boolean byLot) {
        Levels.Filter filter =
                new Levels.Filter(StoreCode.of(store), null, byLot ? "*" : null, null, null, StoreScope.everything());
        List<Level> levels = (byLot
                        ? past.byLot(filter, moment, new Paging(1, 500))
                        : past.byProduct(filter, moment, new Paging(1, 500)))
                .data();
        Map<String, BigDecimal> stock = new TreeMap<>();
        levels.stream()
                .filter(level -> level.onHand().signum() != 0)
                .forEach(level -> stock.put(
                        level.store() + " " + level.sku() + (byLot ? " " + level.lot() : ""), level.onHand()));
        return stock;
    }

    @Test
    void theLedgerAgreesWithAReplayOnRandomHistoriesWithBackDatedMovements() {
        Seeds.check(12, random -> compare(random, "S" + ++numbers, List.of("P" + ++numbers, "P" + ++numbers)));
    }

    private void compare(Random random, String store, List<String> skus) {
        long storeId = store(store);
        Map<String, Long> products = new TreeMap<>();
        skus.forEach(sku -> products.put(sku, product(sku)));
        List<Told> history = new ArrayList<>();
        List<Instant> believed = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            believed.add(databaseClock());
            if (random.nextInt(8) == 0 && !history.isEmpty()) {
                takeBack(history, history.get(random.nextInt(history.size())), step);
            } else {
                move(random, storeId, products, new Told(step, at(random), store, "", "", BigDecimal.ZERO, List.of()))
                        .forEach(history::add);
            }
        }
        believed.add(databaseClock());
        for (int question = 0; question < 25; question++) {
            Instant asOf = at(random);
            int toldUntil = random.nextInt(believed.size());
            boolean byLot = random.nextBoolean();
            PastLevels.Moment both = new PastLevels.Moment(asOf, believed.get(toldUntil));
            assertThat(plain(asked(store, both, byLot))).isEqualTo(plain(replay(history, asOf, toldUntil, byLot)));
            PastLevels.Moment happened = new PastLevels.Moment(asOf, null);
            assertThat(plain(asked(store, happened, byLot))).isEqualTo(plain(replay(history, asOf, 40, byLot)));
            PastLevels.Moment known = new PastLevels.Moment(null, believed.get(toldUntil));
            assertThat(plain(asked(store, known, byLot)))
                    .isEqualTo(plain(replay(history, Instant.MAX, toldUntil, byLot)));
        }
    }

    private static Map<String, String> plain(Map<String, BigDecimal> stock) {
        Map<String, String> texts = new TreeMap<>();
        stock.forEach(
                (key, quantity) -> texts.put(key, quantity.stripTrailingZeros().toPlainString()));
        return texts;
    }

    private static Instant at(Random random) {
        return BEGIN.plusSeconds(random.nextInt(DAYS * 24) * 3600L);
    }

    private Instant databaseClock() {
        return jdbc.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Receipts of three lots or none; outgoing goods may go below zero, since nothing is guarded here. */
    private List<Told> move(Random random, long storeId, Map<String, Long> products, Told like) {
        String sku = List.copyOf(products.keySet()).get(random.nextInt(products.size()));
        boolean in = random.nextInt(3) > 0;
        String lot = random.nextBoolean() ? "L" + random.nextInt(3) : null;
        Movement movement = Movement.of(
                        in ? MovementKind.RECEIPT : MovementKind.SALE,
                        storeId,
                        products.get(sku),
                        BigDecimal.valueOf(1 + random.nextInt(9_000), 3),
                        Origin.unnamed("TEST"))
                .at(like.occurredAt())
                .overselling(Oversell.ALLOW)
                .ofLot(in ? lot : null, in && lot != null ? LocalDate.of(2026, 1, 1) : null);
        List<Long> ids = ledger.post(List.of(movement)).get(0).ids();
        return jdbc.sql("""
                        select m.quantity, l.code
                          from inventory.movement m
                          left join inventory.lot l on l.id = m.lot_id
                         where m.id = any(:ids)
                        """)
                .param("ids", ids.toArray(Long[]::new))
                .query((row, n) -> new Told(
                        like.step(),
                        like.occurredAt(),
                        like.store(),
                        sku,
                        String.valueOf(row.getString("code")),
                        in
                                ? row.getBigDecimal("quantity")
                                : row.getBigDecimal("quantity").negate(),
                        ids))
                .list();
    }

    private void takeBack(List<Told> history, Told told, int step) {
        if (told.ids().isEmpty()
                || ledger.reverse(told.ids(), "a mistake", Oversell.ALLOW)
                        .get(0)
                        .repeated()) {
            return;
        }
        List.copyOf(history).stream()
                .filter(one -> one.ids().equals(told.ids()))
                .forEach(one -> history.add(new Told(
                        step,
                        one.occurredAt(),
                        one.store(),
                        one.sku(),
                        one.lot(),
                        one.quantity().negate(),
                        List.of())));
    }

    @Test
    void whatWeHadAndWhatWeBelievedAreTwoQuestions() {
        store("ASOF");
        product("MILK");
        Api.User admin = api.as("ADMIN");
        Instant third = databaseClock().minusSeconds(5 * 86_400);
        post(admin, "RECEIPT", "10", third.minusSeconds(86_400));
        Instant between = databaseClock();
        post(admin, "WASTE", "4", third.minusSeconds(3_600));
        post(admin, "RECEIPT", "7", third.plusSeconds(3_600));
        assertThat(onHand(admin, "as_of=" + third)).isEqualByComparingTo("6");
        assertThat(onHand(admin, "believed_at=" + between)).isEqualByComparingTo("10");
        assertThat(onHand(admin, "as_of=" + third + "&believed_at=" + between)).isEqualByComparingTo("10");
        assertThat(onHand(admin, "as_of=" + third.minusSeconds(7_200))).isEqualByComparingTo("10");
        assertThat(onHand(admin, "as_of=" + third.minusSeconds(2 * 86_400))).isEqualByComparingTo("0");
        assertThat(onHand(admin, "lot=*&as_of=" + third)).isEqualByComparingTo("6");
        assertThat(onHand(admin, "lot=*")).isEqualByComparingTo("13");
        assertThat(api.as("STORE_MANAGER", "ELSEWHERE")
                        .get("/api/v1/inventory/levels?sku=MILK&as_of=" + third)
                        .json()
                        .at("/meta/total")
                        .asInt())
                .isZero();
    }

    private static void post(Api.User user, String kind, String quantity, Instant at) {
        Api.Answer answer = user.post("/api/v1/inventory/transactions", """
                {"kind":"%s","store":"ASOF","sku":"MILK","quantity":%s,"occurred_at":"%s"}
                """.formatted(kind, quantity, at));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private static BigDecimal onHand(Api.User user, String query) {
        Api.Answer answer = user.get("/api/v1/inventory/levels?store=ASOF&sku=MILK&" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().at("/meta/total").asInt()).isEqualTo(1);
        return answer.json().at("/data/0/on_hand").decimalValue();
    }
}
