package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.inventory.PaperBooks.Entry;
import dev.shelfcast.server.inventory.PaperBooks.Spot;
import dev.shelfcast.server.shared.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What everybody in a story shares: two stores with three products, the real books and the ones on paper. A chapter is
 * one way of moving stock; whoever adds one writes a {@link Chapter} and lists it in {@link LedgerStoryTest}.
 */
final class LedgerStory {

    /** Takes one step in the real books and the same on paper. */
    interface Chapter {
        void step();
    }

    /** A movement that is in the books and can be taken back; by hand, where a person wrote it down. */
    record Written(long id, Entry entry, boolean byHand) {}

    private static final AtomicLong NUMBERS = new AtomicLong();

    final Random random;
    final JdbcClient jdbc;
    final StockLedger ledger;
    final RetriedTransaction transaction;
    final PaperBooks paper = new PaperBooks();
    final Map<Long, String> stores = new TreeMap<>();
    final Map<Long, String> products = new TreeMap<>();
    final List<Written> reversible = new ArrayList<>();
    /** In microseconds, as the database keeps times. */
    final Instant begin = Instant.now().truncatedTo(ChronoUnit.MICROS);
    /** The source of what is sent under names: stories are told at the same time. */
    final String source = "STORY " + NUMBERS.incrementAndGet();

    final long supplier;

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
        paper.useBy.addAll(products.keySet());
        long keepsLonger = paper.useBy.iterator().next();
        paper.useBy.remove(keepsLonger);
        jdbc.sql("update catalog.product set date_kind = 'BEST_BEFORE' where id = :id")
                .param("id", keepsLonger)
                .update();
        supplier = jdbc.sql("""
                        insert into catalog.supplier (code, name, over_receipt_percent)
                        select 'V' || n, 'V' || n, 10
                          from nextval('identity.audit_entry_id_seq') n
                        returning id
                        """).query(Long.class).single();
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

    List<Map.Entry<Long, String>> productsBySku() {
        return products.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    BigDecimal quantity(int most) {
        return BigDecimal.valueOf(1 + random.nextInt(most * 1_000), 3);
    }

    /** A named lot, the stock without one, or null. */
    String anyLot() {
        int choice = random.nextInt(10);
        return choice < 6 ? "L" + choice : choice < 8 ? Movement.WITHOUT_LOT : null;
    }

    /** Mostly now; else up to sixty days back. */
    Instant anyTime() {
        return random.nextInt(3) > 0 ? null : begin.minus(Duration.ofHours(1 + random.nextInt(60 * 24)));
    }

    /** Does it in the real books; whether they refuse has to be the same on paper. */
    <T> Optional<T> really(boolean acceptedOnPaper, Supplier<T> work) {
        try {
            T answer = transaction.run(work);
            if (!acceptedOnPaper) {
                throw new AssertionError("on paper this is refused, and the books took it: " + answer);
            }
            return Optional.of(answer);
        } catch (Refusal refusal) {
            if (acceptedOnPaper) {
                throw new AssertionError("on paper this goes, and the books say: " + refusal.detail(), refusal);
            }
            return Optional.empty();
        }
    }

    /** Does it in the real books, alone or beside others. */
    void reallyRun(Runnable work) {
        transaction.run(() -> {
            work.run();
            return true;
        });
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

    /** What is promised of each product, without those of which nothing is. */
    SortedMap<Spot, BigDecimal> realReserved() {
        SortedMap<Spot, BigDecimal> reserved = new TreeMap<>();
        jdbc.sql("""
                        select location_id, product_id, sum(reserved)
                          from inventory.balance
                         where location_id = any(:stores) and reserved <> 0
                         group by location_id, product_id
                        """).param("stores", stores.keySet().toArray(Long[]::new)).query(row -> {
            reserved.put(
                    new Spot(row.getLong(1), row.getLong(2), ""),
                    row.getBigDecimal(3).stripTrailingZeros());
        });
        return reserved;
    }

    /** The lots of the products in the order in which they were made. */
    Map<Long, List<PaperBooks.Lot>> realLots() {
        Map<Long, List<PaperBooks.Lot>> lots = new HashMap<>();
        jdbc.sql("""
                        select product_id, code, received_at
                          from inventory.lot
                         where product_id = any(:products)
                         order by id
                        """).param("products", products.keySet().toArray(Long[]::new)).query(row -> {
            lots.computeIfAbsent(row.getLong(1), product -> new ArrayList<>())
                    .add(new PaperBooks.Lot(
                            row.getString(2), row.getTimestamp(3).toInstant()));
        });
        return lots;
    }

    void compare() {
        assertThat(real()).isEqualTo(paper.stock());
        assertThat(realReserved()).as("reserved").isEqualTo(paper.reserved());
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
