package dev.shelfcast.server.forecasting;

import dev.shelfcast.server.orders.SalesIntake;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores, products and months of their sales, as an import would leave them. */
class SoldHistory {

    static final ZoneId MUMBAI = ZoneId.of("Asia/Kolkata");

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final SalesIntake sales;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SoldHistory(ApplicationContext context) {
        this.jdbc = context.getBean(JdbcClient.class);
        this.template = context.getBean(JdbcTemplate.class);
        this.sales = context.getBean(SalesIntake.class);
        this.transaction = context.getBean(TransactionTemplate.class);
        this.clock = context.getBean(Clock.class);
    }

    /** Units of a product in a store on a day; the day before today is 1 day ago. */
    interface Units {
        int sold(String store, String sku, int daysAgo);
    }

    LocalDate yesterday() {
        return LocalDate.now(clock.withZone(MUMBAI)).minusDays(1);
    }

    void stores(String... codes) {
        for (String code : codes) {
            jdbc.sql("insert into stores.store (code, name, time_zone) values (:code, :code, 'Asia/Kolkata')")
                    .param("code", code)
                    .update();
        }
    }

    void products(String category, String... skus) {
        long id = jdbc.sql("insert into catalog.category (name, path) values (:name, :name) returning id")
                .param("name", category)
                .query(Long.class)
                .single();
        for (String sku : skus) {
            jdbc.sql("""
                            insert into catalog.product (sku, name, category_id, unit_cost, sale_price)
                            values (:sku, :sku, :category, 6, 10)
                            """).param("sku", sku).param("category", id).update();
        }
    }

    /** Loads the sales of all stores and products up to yesterday, and waits until they are forecast. */
    void sell(int days, Units units) {
        record Pair(long storeId, long productId, String store, String sku) {}
        List<Pair> pairs = jdbc.sql("""
                        select s.id as store_id, p.id as product_id, s.code as store, p.sku
                          from stores.store s cross join catalog.product p
                        """).query(Pair.class).list();
        List<Object[]> rows = new ArrayList<>();
        for (Pair pair : pairs) {
            for (int ago = days; ago >= 1; ago--) {
                int sold = units.sold(pair.store(), pair.sku(), ago);
                LocalDate day = yesterday().minusDays(ago - 1L);
                OffsetDateTime at = day.atTime(19, 0).atZone(MUMBAI).toOffsetDateTime();
                if (sold > 0) {
                    rows.add(new Object[] {pair.storeId(), pair.productId(), at, day, sold});
                }
            }
        }
        transaction.executeWithoutResult(status -> {
            template.batchUpdate("""
                            insert into orders.v_sale_intake
                                   (batch_id, store_id, product_id, occurred_at, business_day, quantity, unit_price,
                                    discount, unit_cost)
                            values (1, ?, ?, ?, ?, ?, 10, 0, 6)
                            """, rows);
            sales.load(1, "TEST", "TILL");
        });
        await(() -> jdbc.sql("select count(*) from demand.v_store_product_day")
                        .query(Long.class)
                        .single()
                == rows.size());
        await(() -> jdbc.sql("select count(*) from forecasting.run where trigger = 'new sales'")
                        .query(Long.class)
                        .single()
                > 0);
        awaitJobs();
    }

    /** Until nothing waits or runs in the background. */
    void awaitJobs() {
        await(() -> jdbc.sql("select count(*) from jobs.run where status in ('QUEUED', 'RUNNING')")
                        .query(Long.class)
                        .single()
                == 0);
    }

    private static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within two minutes");
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
