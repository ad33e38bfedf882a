package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.jobs.Jobs;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How much service is wanted where: policies by scope, the most telling one wins field by field. */
@RestController
@RequestMapping("/api/v1/replenishment/policies")
@Tag(name = "Replenishment")
class PoliciesApi {

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Jobs jobs;

    PoliciesApi(JdbcClient jdbc, AuditLog audit, Jobs jobs) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.jobs = jobs;
    }

    /** Fields left out are decided by a wider scope. */
    record PolicyRow(
            String scope,
            @Nullable String storeKind,
            @Nullable String store,
            @Nullable String sku,
            @Nullable String category,
            @Nullable String kind,
            @Nullable BigDecimal serviceLevel,
            @Nullable BigDecimal leadTimeDays,
            @Nullable BigDecimal reviewDays) {}

    record IdentifiedPolicy(long id, PolicyRow policy) {}

    @GetMapping
    @Reads
    @Operation(summary = "All policies, the widest scope first")
    Listing<IdentifiedPolicy> list() {
        List<IdentifiedPolicy> rows = jdbc.sql("""
                        select o.id, o.scope, o.store_kind, s.code as store, p.sku, c.path as category, o.kind,
                               o.service_level, o.lead_time_days, o.review_days
                          from replenishment.policy o
                          left join stores.v_store s on s.id = o.store_id
                          left join catalog.v_product p on p.id = o.product_id
                          left join catalog.v_category c on c.id = o.category_id
                         order by array_position(array['CHAIN', 'STORE_KIND', 'CATEGORY', 'PRODUCT', 'STORE_PRODUCT'],
                                                 o.scope), o.id
                        """)
                .query((row, n) -> new IdentifiedPolicy(
                        row.getLong("id"),
                        new PolicyRow(
                                row.getString("scope"),
                                row.getString("store_kind"),
                                row.getString("store"),
                                row.getString("sku"),
                                row.getString("category"),
                                row.getString("kind"),
                                row.getBigDecimal("service_level"),
                                row.getBigDecimal("lead_time_days"),
                                row.getBigDecimal("review_days"))))
                .list();
        return Listing.of(rows, rows.size(), Paging.first());
    }

    @PutMapping
    @Plans
    @Transactional
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Sets the policy of a scope; the restock list follows")
    void put(@RequestBody PolicyRow policy) {
        requireNames(policy);
        try {
            jdbc.sql("""
                            insert into replenishment.policy
                                   (scope, store_kind, store_id, product_id, category_id, kind, service_level,
                                    lead_time_days, review_days)
                            values (:scope, :storeKind, (select id from stores.v_store where code = :store),
                                    (select id from catalog.v_product where sku = :sku),
                                    (select id from catalog.v_category where path = :category),
                                    :kind, :serviceLevel, :leadTimeDays, :reviewDays)
                            on conflict (scope, store_kind, store_id, product_id, category_id) do update
                               set kind = excluded.kind, service_level = excluded.service_level,
                                   lead_time_days = excluded.lead_time_days, review_days = excluded.review_days
                            """).paramSource(policy).update();
        } catch (DataIntegrityViolationException e) {
            throw new Invalid(
                    "POLICY_INVALID",
                    "The policy %s is not possible: a service level lies between 0.5 and 1, days are not negative, the"
                                    .formatted(policy)
                            + " kind is SERVICE_LEVEL or SIMPLE.");
        }
        audit.record("POLICY_SET", "policy", policy.scope(), null, policy);
        jobs.request(ReplenishmentJob.NAME, Map.of(Jobs.KEY, "chain"));
    }

    @DeleteMapping("/{id}")
    @Plans
    @Transactional
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Removes a policy other than the chain's")
    void delete(@PathVariable long id) {
        int deleted = jdbc.sql("delete from replenishment.policy where id = :id and scope <> 'CHAIN'")
                .param("id", id)
                .update();
        if (deleted == 0) {
            throw new NotFound(
                    "POLICY_UNKNOWN", "There is no policy %d that can be removed; the chain's stays.".formatted(id));
        }
        audit.record("POLICY_REMOVED", "policy", String.valueOf(id), null, null);
        jobs.request(ReplenishmentJob.NAME, Map.of(Jobs.KEY, "chain"));
    }

    /** Exactly the names that the scope needs, each of something that exists. */
    private void requireNames(PolicyRow policy) {
        boolean fits = switch (policy.scope()) {
            case "CHAIN" -> names(policy) == 0;
            case "STORE_KIND" -> names(policy) == 1 && policy.storeKind() != null;
            case "CATEGORY" -> names(policy) == 1 && policy.category() != null;
            case "PRODUCT" -> names(policy) == 1 && policy.sku() != null;
            case "STORE_PRODUCT" -> names(policy) == 2 && policy.store() != null && policy.sku() != null;
            default -> false;
        };
        if (!fits) {
            throw new Invalid(
                    "POLICY_SCOPE_INVALID",
                    "The scope %s does not fit the names given. CHAIN names nothing, STORE_KIND a store_kind,"
                                    .formatted(policy.scope())
                            + " CATEGORY a category, PRODUCT a sku, STORE_PRODUCT a store and a sku.");
        }
        if (unknown(policy.store(), "select count(*) from stores.v_store where code = :name")) {
            throw new NotFound("UNKNOWN_STORE", "There is no store '%s'.".formatted(policy.store()));
        }
        if (unknown(policy.sku(), "select count(*) from catalog.v_product where sku = :name")) {
            throw new NotFound("UNKNOWN_SKU", "There is no product with the SKU '%s'.".formatted(policy.sku()));
        }
        if (unknown(policy.category(), "select count(*) from catalog.v_category where path = :name")) {
            throw new NotFound("UNKNOWN_CATEGORY", "There is no category '%s'.".formatted(policy.category()));
        }
    }

    private static long names(PolicyRow policy) {
        return java.util.stream.Stream.of(policy.storeKind(), policy.store(), policy.sku(), policy.category())
                .filter(java.util.Objects::nonNull)
                .count();
    }

    private boolean unknown(@Nullable String name, String count) {
        return name != null
                && jdbc.sql(count).param("name", name).query(Long.class).single() == 0;
    }
}
