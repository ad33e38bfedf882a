package dev.shelfcast.server.catalog;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.IfMatch;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Sku;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** From whom products come, and on what terms. */
@Component
public class Suppliers {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    Suppliers(JdbcClient jdbc, JsonMapper json, AuditLog audit, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.json = json;
        this.audit = audit;
        this.events = events;
    }

    private record Known(String code, long id) {}

    /** Creates the suppliers whose codes are not known yet and answers every code with its id. */
    @Transactional
    public Map<String, Long> ensure(Collection<SupplierDraft> drafts) {
        List<String> created = jdbc.sql("""
                        insert into catalog.supplier
                               (code, name, email, lead_time_days, lead_time_sd_days, over_receipt_percent, active)
                        select distinct on (code) code, name, email, lead_time_days, lead_time_sd_days,
                               over_receipt_percent, active
                          from jsonb_to_recordset(cast(:rows as jsonb)) as g (
                                   code text, name text, email text, lead_time_days numeric,
                                   lead_time_sd_days numeric, over_receipt_percent numeric, active boolean)
                         order by code
                        on conflict (code) do nothing
                        returning code
                        """)
                .param("rows", json.writeValueAsString(drafts))
                .query(String.class)
                .list();
        if (!created.isEmpty()) {
            audit.record("SUPPLIER_CREATED", "SUPPLIERS", created.size() + " suppliers", null, created);
        }
        return jdbc
                .sql("select code, id from catalog.supplier where code = any(cast(:codes as text[]))")
                .param("codes", drafts.stream().map(SupplierDraft::code).toArray(String[]::new))
                .query(Known.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Known::code, Known::id));
    }

    /** Sets the terms of many products at once; a preferred supplier takes the place of the one before. */
    @Transactional
    public void link(Collection<SupplierTerms> terms) {
        String rows = json.writeValueAsString(terms);
        jdbc.sql("""
                        update catalog.product_supplier ps
                           set preferred = false
                          from jsonb_to_recordset(cast(:rows as jsonb)) as g (product_id bigint, preferred boolean)
                         where ps.product_id = g.product_id and g.preferred and ps.preferred
                        """).param("rows", rows).update();
        jdbc.sql("""
                        insert into catalog.product_supplier
                               (product_id, supplier_id, supplier_sku, unit_cost, lead_time_days, pack_multiple,
                                minimum_quantity, preferred)
                        select product_id, supplier_id, supplier_sku, unit_cost, lead_time_days, pack_multiple,
                               minimum_quantity, preferred
                          from jsonb_to_recordset(cast(:rows as jsonb)) as g (
                                   product_id bigint, supplier_id bigint, supplier_sku text, unit_cost numeric,
                                   lead_time_days numeric, pack_multiple numeric, minimum_quantity numeric,
                                   preferred boolean)
                        on conflict (product_id, supplier_id) do update
                           set supplier_sku = excluded.supplier_sku, unit_cost = excluded.unit_cost,
                               lead_time_days = excluded.lead_time_days, pack_multiple = excluded.pack_multiple,
                               minimum_quantity = excluded.minimum_quantity, preferred = excluded.preferred
                        """).param("rows", rows).update();
        audit.record(
                "SUPPLIER_TERMS_CHANGED",
                "SUPPLIERS",
                terms.size() + " terms",
                null,
                terms.size() <= 100 ? terms : null);
        events.publishEvent(
                new ProductChanged(terms.stream().map(SupplierTerms::productId).collect(Collectors.toSet())));
    }

    /** Creates one supplier; the code must be new. */
    @Transactional
    void create(SupplierDraft draft) {
        long existing = jdbc.sql("select count(*) from catalog.supplier where code = :code")
                .param("code", draft.code())
                .query(Long.class)
                .single();
        if (existing > 0) {
            throw new Conflict(
                    "SUPPLIER_EXISTS",
                    "There is a supplier '%s' already. Maybe change that one.".formatted(draft.code()));
        }
        ensure(List.of(draft));
    }

    @Transactional
    void update(String code, SupplierDraft draft, IfMatch match) {
        SupplierDraft before = get(code);
        int changed = jdbc.sql("""
                        update catalog.supplier
                           set name = :name, email = :email, lead_time_days = :lead, lead_time_sd_days = :sd,
                               over_receipt_percent = :over, active = :active, version = version + 1
                         where code = :code and version = coalesce(:version, version)
                        """)
                .param("name", draft.name())
                .param("email", draft.email())
                .param("lead", draft.leadTimeDays())
                .param("sd", draft.leadTimeSdDays())
                .param("over", draft.overReceiptPercent())
                .param("active", draft.active())
                .param("code", code)
                .param("version", match.version())
                .update();
        if (changed == 0) {
            throw match.stale("The supplier " + code);
        }
        audit.record("SUPPLIER_CHANGED", "SUPPLIER", code, before, draft);
        Set<Long> products =
                Set.copyOf(jdbc.sql("""
                        select product_id
                          from catalog.product_supplier
                         where supplier_id = (select id from catalog.supplier where code = :code)
                        """).param("code", code).query(Long.class).list());
        if (!products.isEmpty()) {
            events.publishEvent(new ProductChanged(products));
        }
    }

    SupplierDraft get(String code) {
        return jdbc.sql("""
                        select code, name, email, lead_time_days, lead_time_sd_days, over_receipt_percent, active
                          from catalog.supplier
                         where code = :code
                        """)
                .param("code", code)
                .query(SupplierDraft.class)
                .optional()
                .orElseThrow(() -> unknown(code));
    }

    long idOf(String code) {
        return jdbc.sql("select id from catalog.supplier where code = :code")
                .param("code", code)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> unknown(code));
    }

    /** Ends the supply of a product by a supplier. */
    @Transactional
    void unlink(long productId, Sku sku, String supplier) {
        int removed = jdbc.sql("""
                        delete from catalog.product_supplier
                         where product_id = :product and supplier_id = :supplier
                        """)
                .param("product", productId)
                .param("supplier", idOf(supplier))
                .update();
        if (removed == 0) {
            throw new NotFound(
                    "UNKNOWN_TERMS", "The supplier '%s' does not deliver the product %s.".formatted(supplier, sku));
        }
        audit.record("SUPPLIER_TERMS_REMOVED", "PRODUCT", sku.value(), supplier, null);
        events.publishEvent(new ProductChanged(Set.of(productId)));
    }

    private static NotFound unknown(@Nullable String code) {
        return new NotFound("UNKNOWN_SUPPLIER", "There is no supplier '%s'.".formatted(code));
    }
}
