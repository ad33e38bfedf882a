package dev.shelfcast.server.ingestion;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sales that the database holds, as sorted lines that a test can compare. */
final class Facts {

    private Facts() {}

    static List<String> of(JdbcClient jdbc, String prefix) {
        return jdbc.sql("""
                        select s.code || ' ' || p.name || ' '
                               || trim_scale(l.quantity * case when l.kind in ('RETURN', 'VOID') then -1 else 1 end)
                               || ' ' || trim_scale(l.unit_price) || ' '
                               || to_char(l.occurred_at at time zone s.time_zone, 'YYYY-MM-DD"T"HH24:MI')
                          from orders.v_sale_line l
                          join stores.v_store s on s.id = l.store_id
                          join catalog.v_product p on p.id = l.product_id
                         where p.name like :prefix || '%'
                        """).param("prefix", prefix).query(String.class).list().stream()
                .sorted()
                .toList();
    }
}
