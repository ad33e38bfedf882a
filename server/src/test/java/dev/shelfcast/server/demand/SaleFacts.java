package dev.shelfcast.server.demand;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes sale lines straight into the fact table, as many and as odd as a test needs them. */
final class SaleFacts {

    private static final AtomicLong SALES = new AtomicLong();

    private final JdbcClient jdbc;

    SaleFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long store(String code, String pincode) {
        return jdbc.sql("""
                        insert into stores.store (code, name, kind, pincode, time_zone)
                        values (:code, :code, 'DARK_STORE', :pincode, 'Asia/Kolkata')
                        returning id
                        """)
                .param("code", code)
                .param("pincode", pincode)
                .query(Long.class)
                .single();
    }

    long product(String sku) {
        return jdbc.sql("insert into catalog.product (sku, name, unit_cost, sale_price) "
                        + "values (:sku, :sku, 6, 10) returning id")
                .param("sku", sku)
                .query(Long.class)
                .single();
    }

    void months(LocalDate from, LocalDate to) {
        jdbc.sql("select orders.ensure_months(:from, :to)")
                .param("from", from)
                .param("to", to)
                .query((row, number) -> "")
                .list();
    }

    void line(String kind, long sale, long store, long product, String pincode, String quantity, OffsetDateTime at) {
        jdbc.sql("""
                        insert into orders.sale_line (sale_id, line, kind, store_id, product_id, pincode, quantity,
                                                      unit_price, revenue, unit_cost, occurred_at, business_day)
                        values (:sale, 1, :kind, :store, :product, :pincode, :quantity, 10, :quantity * 10, 6.3337, :at,
                                (cast(:at as timestamptz) at time zone 'Asia/Kolkata')::date)
                        """)
                .param("sale", sale)
                .param("kind", kind)
                .param("store", store)
                .param("product", product)
                .param("pincode", pincode)
                .param("quantity", new BigDecimal(quantity))
                .param("at", at)
                .update();
    }

    /** Very many lines in one statement, over 60 days from the given one. */
    void bulk(int lines, int stores, int products, LocalDate from) {
        jdbc.sql("""
                        insert into orders.sale_line (sale_id, line, kind, store_id, product_id, pincode, quantity,
                                                      unit_price, revenue, unit_cost, occurred_at, business_day)
                        select :sales + i / 3, i % 3, case when i % 50 = 0 then 'RETURN' else 'SALE' end,
                               (select min(id) from stores.store) + i % :stores,
                               (select min(id) from catalog.product) + (i * 7919::bigint) % :products,
                               case when i % 4 = 0 then null else (400001 + i % 7)::text end,
                               1 + i % 3, 9.99, 9.99 * (1 + i % 3), 5.1234, at,
                               (at at time zone 'Asia/Kolkata')::date
                          from generate_series(1, :lines) as i,
                               lateral (select cast(:from as timestamptz) + make_interval(days => i % 60, hours => i
                                      % 24,
                                                                                          mins => i % 60) as at) as t
                        """)
                .param("lines", lines)
                .param("sales", SALES.addAndGet(10_000_000))
                .param("stores", stores)
                .param("products", products)
                .param("from", from)
                .update();
    }
}
