package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.PaperBooks.Entry;
import dev.shelfcast.server.inventory.PaperBooks.Spot;
import dev.shelfcast.server.shared.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What everybody in a story shares: two stores with three products, the real books and the ones on paper. A chapter is
 * one way of moving stock; whoever adds one (reservations, for example) writes a {@link Chapter} and lists it in {@link
 * LedgerStoryTest}.
 */
final class LedgerStory {

    /** Takes one step in the real books and the same on paper. */
    interface Chapter {
        void step();
    }

    /** A movement that is in the books and can be taken back. */
    record Written(long id, Entry entry) {}

    final Random random;
    final JdbcClient jdbc;
    final StockLedger ledger;
    final RetriedTransaction transaction;
    final PaperBooks paper = new PaperBooks();
    final Map<Long, String> stores = new TreeMap<>();
    final Map<Long, String> products = new TreeMap<>();
    final List<Written> reversible = new ArrayList<>();
    final Instant begin = Instant.now();

    LedgerStory(Random random, JdbcClient jdbc, StockLedger ledger, RetriedTransaction transaction) {
        this.random = random;
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.transaction = transaction;
        for (int i = 0; i < 2; i++) {
            insert(
                    stores,
                    "insert into stores.store (code, name, time_zone) select 'S' || n, 'S' || n, 'UTC' "
                            + "from nextval('identity.audit_entry_id_seq') n returning id, code");
        }
        for (int i = 0; i < 3; i++) {
            insert(
                    products,
                    "insert into catalog.product (sku, name, sale_price) select 'P' || n, 'P' || n, 3 "
                            + "from nextval('identity.audit_entry_id_seq') n returning id, sku");
        }
    }

    private void insert(Map<Long, String> names, String sql) {
        jdbc.sql(sql).query(row -> {
            names.put(row.getLong(1), row.getString(2));
        });
    }

    long anyStore() {
        return one(List.copyOf(stores.keySet()));
    }

    long anyProduct() {
        return one(List.copyOf(products.keySet()));
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    BigDecimal quantity(int most) {
        return BigDecimal.valueOf(1 + random.nextInt(most * 1_000), 3);
    }

    /** A named lot, the stock without one, or null. */
    String anyLot() {
        int choice = random.nextInt(9);
        return choice < 6 ? "L" + choice : choice == 6 ? Movement.WITHOUT_LOT : null;
    }

    /** Mostly now; else up to sixty days back. */
    Instant anyTime() {
        return random.nextInt(3) > 0 ? null : begin.minus(Duration.ofHours(1 + random.nextInt(60 * 24)));
    }

    /** Does it in the real books; whether they refuse has to be the same on paper. */
    <T> Optional<T> really(boolean acceptedOnPaper, Supplier<T> work) {
        try {
            T answer = transaction.run(work);
            assertThat(acceptedOnPaper)
                    .as("on paper this is refused, and the books took it")
                    .isTrue();
            return Optional.of(answer);
        } catch (Refusal refusal) {
            assertThat(acceptedOnPaper)
                    .as("on paper this goes, and the books say: " + refusal.detail())
                    .isFalse();
            return Optional.empty();
        }
    }

    boolean reallyDone(boolean acceptedOnPaper, Runnable work) {
        return really(acceptedOnPaper, () -> {
                    work.run();
                    return true;
                })
                .isPresent();
    }

    /** What the real books have, empty spots left out. */
    SortedMap<Spot, BigDecimal> real() {
        SortedMap<Spot, BigDecimal> stock = new TreeMap<>();
        jdbc.sql("""
                        select b.location_id, b.product_id, coalesce(l.code, '') as lot, b.on_hand
                          from inventory.balance b
                          left join inventory.lot l on l.id = b.lot_id
                         where b.location_id = any(:stores) and b.on_hand <> 0
                        """).param("stores", stores.keySet().toArray(Long[]::new)).query(row -> {
            stock.put(
                    new Spot(row.getLong(1), row.getLong(2), row.getString(3)),
                    row.getBigDecimal(4).stripTrailingZeros());
        });
        return stock;
    }

    /** The lots of the products in the order in which they were made. */
    Map<Long, List<String>> realLots() {
        Map<Long, List<String>> lots = new HashMap<>();
        jdbc.sql("""
                        select product_id, code
                          from inventory.lot
                         where product_id = any(:products)
                         order by received_at, id
                        """).param("products", products.keySet().toArray(Long[]::new)).query(row -> {
            lots.computeIfAbsent(row.getLong(1), product -> new ArrayList<>()).add(row.getString(2));
        });
        return lots;
    }

    void compare() {
        assertThat(real()).isEqualTo(paper.stock());
    }

    /** The books of a past moment against a replay of all entries on paper. */
    void comparePast(PastLevels past) {
        Instant moment = begin.minus(Duration.ofMinutes(1 + random.nextInt(61 * 24 * 60)));
        SortedMap<Spot, BigDecimal> then = new TreeMap<>();
        stores.forEach((id, code) -> past
                .byLot(
                        new Levels.Filter(
                                dev.shelfcast.server.shared.StoreCode.of(code),
                                null,
                                "*",
                                null,
                                null,
                                dev.shelfcast.server.identity.StoreScope.everything()),
                        new PastLevels.Moment(moment, null),
                        new dev.shelfcast.server.shared.Paging(1, 500))
                .data()
                .stream()
                .filter(level -> level.onHand().signum() != 0)
                .forEach(level -> then.put(
                        new Spot(id, product(level.sku().value()), level.lot() == null ? "" : level.lot()),
                        level.onHand().stripTrailingZeros())));
        assertThat(then).as("as of " + moment).isEqualTo(paper.asOf(moment));
    }

    private long product(String sku) {
        return products.entrySet().stream()
                .filter(entry -> entry.getValue().equals(sku))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
