package dev.shelfcast.server.catalog.barcodes;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.shared.NotFound;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The layouts of labels from the house's own scales; a prefix without one is an ordinary barcode. */
@Component
class ScaleLayouts {

    private final JdbcClient jdbc;
    private final AuditLog audit;

    ScaleLayouts(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    List<ScaleLayout> list() {
        return jdbc.sql("""
                        select prefix, item_digits, guard_digit, value_digits, value, decimals
                          from catalog.scale_layout
                         order by prefix
                        """).query(ScaleLayout.class).list();
    }

    Optional<ScaleLayout> find(String gtin) {
        return list().stream().filter(layout -> layout.fits(gtin)).findFirst();
    }

    @Transactional
    void put(ScaleLayout layout) {
        jdbc.sql("""
                        insert into catalog.scale_layout
                               (prefix, item_digits, guard_digit, value_digits, value, decimals)
                        values (:prefix, :item, :guard, :digits, :value, :decimals)
                        on conflict (prefix) do update
                           set item_digits = excluded.item_digits, guard_digit = excluded.guard_digit,
                               value_digits = excluded.value_digits, value = excluded.value,
                               decimals = excluded.decimals
                        """)
                .param("prefix", layout.prefix())
                .param("item", layout.itemDigits())
                .param("guard", layout.guardDigit())
                .param("digits", layout.valueDigits())
                .param("value", layout.value().name())
                .param("decimals", layout.decimals())
                .update();
        audit.record("SCALE_LAYOUT_CHANGED", "SCALE_LAYOUT", layout.prefix(), null, layout);
    }

    @Transactional
    void remove(String prefix) {
        int removed = jdbc.sql("delete from catalog.scale_layout where prefix = :prefix")
                .param("prefix", prefix)
                .update();
        if (removed == 0) {
            throw new NotFound("UNKNOWN_SCALE_LAYOUT", "The prefix '%s' has no layout.".formatted(prefix));
        }
        audit.record("SCALE_LAYOUT_REMOVED", "SCALE_LAYOUT", prefix, prefix, null);
    }
}
