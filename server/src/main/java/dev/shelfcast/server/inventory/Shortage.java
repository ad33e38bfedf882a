package dev.shelfcast.server.inventory;

import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.Decimals;
import java.math.BigDecimal;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The refusal to take out more than is there, in the words of the shop. */
@Component
class Shortage {

    private record Names(String store, String sku) {}

    private final JdbcClient jdbc;

    Shortage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Conflict of(StockKey key, MovementKind kind, BigDecimal asked, BigDecimal available) {
        return of(key, kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), asked, available);
    }

    Conflict of(StockKey key, String what, BigDecimal asked, BigDecimal available) {
        Names names = jdbc.sql("""
                        select s.code as store, p.sku
                          from stores.v_store s, catalog.v_product p
                         where s.id = :store and p.id = :product
                        """)
                .param("store", key.storeId())
                .param("product", key.productId())
                .query(Names.class)
                .single();
        return new Conflict(
                "INSUFFICIENT_STOCK",
                "The %s asks for %s of %s but store %s has %s. Maybe count the shelf or take less."
                        .formatted(
                                what,
                                Decimals.plain(asked).toPlainString(),
                                names.sku(),
                                names.store(),
                                Decimals.plain(available).toPlainString()));
    }
}
