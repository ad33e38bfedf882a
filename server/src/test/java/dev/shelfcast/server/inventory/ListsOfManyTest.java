package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shelfcast.server.identity.StoreScope;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.testing.ServerTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lists over 60,000 balances and 120,000 movements: found by indices, counted no further than anybody reads. */
@ServerTest
class ListsOfManyTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Levels levels;

    @Autowired
    PastLevels past;

    @Autowired
    MovementHistory history;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void fill() {
        if (jdbc.sql("select exists (select from inventory.balance)")
                .query(Boolean.class)
                .single()) {
            return;
        }
        jdbc.sql("""
                        insert into stores.store (code, name, time_zone)
                        select 'S' || s, 'Store ' || s, 'UTC' from generate_series(1, 20) as s
                        """).update();
        jdbc.sql("""
                        insert into catalog.product (sku, name)
                        select 'P' || lpad(p::text, 4, '0'),
                               'Product ' || p || case when p % 100 = 7 then ' oatmeal' else '' end
                          from generate_series(1, 3000) as p
                        """).update();
        jdbc.sql("select inventory.ensure_months('inventory.movement', current_date - 95, current_date + 1)")
                .query((row, number) -> number)
                .list();
        jdbc.sql("""
                        insert into inventory.movement (product_id, from_location, to_location, occurred_at, quantity,
                                                        kind, source, recorded_by)
                        select p.id, -5, s.id, now() - interval '90 days' * random(), 1, 'OPENING_BALANCE', 'TEST',
                               'test'
                          from catalog.product p
                         cross join stores.store s
                         cross join generate_series(1, 2)
                         where p.sku like 'P%' and s.code like 'S%'
                        """).update();
        jdbc.sql("""
                        insert into inventory.balance (location_id, product_id, on_hand)
                        select to_location, product_id, sum(quantity) from inventory.movement group by 1, 2
                        """).update();
        List.of("stores.store", "catalog.product", "inventory.balance", "inventory.movement")
                .forEach(table -> jdbc.sql("analyze " + table).update());
    }

    @Test
    void levelsAreFoundByIndices() {
        Listing<Level> all = withoutReadingATableThrough(() -> levels.byProduct(filter(null, null, null), page(1)));
        assertThat(all.data()).hasSize(50);
        assertThat(all.data().get(49).sku()).isEqualTo(Sku.of("P0050"));
        assertThat(all.meta().total()).isEqualTo(10_000);
        assertThat(all.meta().more()).isTrue();

        Listing<Level> last = withoutReadingATableThrough(() -> levels.byProduct(filter("S3", null, null), page(60)));
        assertThat(last.data().get(49).sku()).isEqualTo(Sku.of("P3000"));
        assertThat(last.meta().total()).isEqualTo(3_000);
        assertThat(last.meta().more()).isNull();

        Listing<Level> found =
                withoutReadingATableThrough(() -> levels.byProduct(filter(null, "OATMEAL", null), page(1)));
        assertThat(found.meta().total()).isEqualTo(30 * 20);

        Listing<Level> lots = withoutReadingATableThrough(() -> levels.byLot(filter("S3", null, "*"), page(2)));
        assertThat(lots.data().get(0).sku()).isEqualTo(Sku.of("P0051"));
        assertThat(lots.meta().total()).isEqualTo(3_000);
    }

    @Test
    void levelsOfAPastMomentAreFoundByIndices() {
        PastLevels.Moment before = new PastLevels.Moment(NOW.minus(91, ChronoUnit.DAYS), null);
        Listing<Level> empty =
                withoutReadingATableThrough(() -> past.byProduct(filter("S3", null, null), before, page(1)));
        assertThat(empty.data())
                .hasSize(50)
                .allSatisfy(level -> assertThat(level.onHand()).isZero());
        PastLevels.Moment unknown = new PastLevels.Moment(null, NOW.minus(1, ChronoUnit.HOURS));
        Listing<Level> notTold =
                withoutReadingATableThrough(() -> past.byProduct(filter("S3", null, null), unknown, page(1)));
        assertThat(notTold.data())
                .hasSize(50)
                .allSatisfy(level -> assertThat(level.onHand()).isZero());
    }

    @Test
    void movementsAreFoundByIndices() {
        Listing<MovementHistory.Row> all =
                withoutReadingATableThrough(() -> history.list(moved(null, null), page(100)));
        assertThat(all.data())
                .hasSize(50)
                .isSortedAccordingTo((a, b) -> b.occurredAt().compareTo(a.occurredAt()));
        assertThat(all.meta().total()).isEqualTo(10_000);
        assertThat(all.meta().more()).isTrue();

        Listing<MovementHistory.Row> ofStore =
                withoutReadingATableThrough(() -> history.list(moved("S3", null), page(120)));
        assertThat(ofStore.data()).hasSize(50).allMatch(row -> row.store().equals(StoreCode.of("S3")));
        assertThat(ofStore.meta().total()).isEqualTo(6_000);

        Listing<MovementHistory.Row> ofProduct =
                withoutReadingATableThrough(() -> history.list(moved("S3", "P0700"), page(1)));
        assertThat(ofProduct.data()).hasSize(2).allMatch(row -> row.sku().equals(Sku.of("P0700")));
        assertThat(ofProduct.meta().total()).isEqualTo(2);
    }

    @Test
    void pagesOfALongListEndWhereAFileDoes() {
        assertThat(levels.byProduct(filter(null, null, null), new Paging(100, 500))
                        .data())
                .hasSize(500);
        assertThatThrownBy(() -> levels.byProduct(filter(null, null, null), new Paging(101, 500)))
                .isInstanceOf(Invalid.class)
                .hasMessage("The page 101 is not possible. The pages of a long list end at its entry 50000. "
                        + "Maybe narrow it by its filters.");
    }

    private static Paging page(int number) {
        return new Paging(number, 50);
    }

    private static Levels.Filter filter(@Nullable String store, @Nullable String search, @Nullable String lot) {
        return new Levels.Filter(
                store == null ? null : StoreCode.of(store), null, lot, null, search, StoreScope.everything());
    }

    private static MovementHistory.Filter moved(@Nullable String store, @Nullable String sku) {
        return new MovementHistory.Filter(
                store == null ? null : StoreCode.of(store),
                sku == null ? null : Sku.of(sku),
                NOW.minus(92, ChronoUnit.DAYS),
                NOW.plus(1, ChronoUnit.DAYS),
                StoreScope.everything());
    }

    /** The database counts how much a connection has read of which table from end to end. */
    private <T> T withoutReadingATableThrough(Supplier<T> list) {
        return new TransactionTemplate(transactions).execute(status -> {
            Map<String, Long> before = readThrough();
            T answer = list.get();
            assertThat(readThrough())
                    .allSatisfy((table, rows) -> assertThat(rows - before.getOrDefault(table, 0L))
                            .as(table)
                            .isLessThan(1_000));
            return answer;
        });
    }

    /** Rows by table; with what earlier transactions of the connection have read and not reported yet. */
    private Map<String, Long> readThrough() {
        Map<String, Long> rows = new HashMap<>();
        jdbc.sql("select relname, seq_tup_read from pg_stat_xact_user_tables where schemaname = 'inventory'")
                .query(row -> {
                    rows.put(row.getString(1), row.getLong(2));
                });
        return rows;
    }
}
