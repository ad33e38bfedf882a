package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Writes decisions down as lines: opens, changes and withdraws them, a thousand with two statements. */
@Component
class LineStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    LineStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    record Decided(Situation situation, Decision decision) {}

    /** What was written: ids of new or changed lines, and what left the list. */
    record Written(ReplenishmentCheck.Outcome outcome, List<Long> changed, List<PlanChanged.Closed> closed) {}

    @Transactional
    Written write(List<Decided> decided) {
        List<Decided> needed =
                decided.stream().filter(d -> d.decision().isNeeded()).toList();
        List<Decided> met =
                decided.stream().filter(d -> !d.decision().isNeeded()).toList();
        List<Upserted> upserted = needed.isEmpty() ? List.of() : upsert(needed);
        List<PlanChanged.Closed> closed = met.isEmpty() ? List.of() : withdraw(met);
        int opened = (int) upserted.stream().filter(Upserted::isNew).count();
        ReplenishmentCheck.Outcome outcome =
                new ReplenishmentCheck.Outcome(decided.size(), opened, upserted.size() - opened, closed.size());
        return new Written(outcome, upserted.stream().map(Upserted::id).toList(), closed);
    }

    record Upserted(long id, boolean isNew) {}

    /**
     * Opens a line for each need that has none, and changes those whose figures moved. A snoozed line keeps sleeping
     * with
     * fresh figures until its time; a need that was turned down stays quiet likewise.
     */
    private List<Upserted> upsert(List<Decided> needed) {
        return jdbc.sql("""
                        insert into replenishment.line as l
                               (store_id, product_id, quantity, urgency, horizons_at_risk, needed_by, supplier_id,
                                source_store_id, headline, reason, inputs)
                        select n.store_id, n.product_id, n.quantity, n.urgency, cast(n.horizons as int[]), n.needed_by,
                               nullif(n.supplier_id, 0), nullif(n.source_store_id, 0), n.headline, n.reason,
                               cast(n.inputs as jsonb)
                          from unnest(cast(:stores as bigint[]), cast(:products as bigint[]),
                                      cast(:quantities as numeric[]), cast(:urgencies as text[]),
                                      cast(:horizons as text[]), cast(:needed_by as timestamptz[]),
                                      cast(:suppliers as bigint[]), cast(:sources as bigint[]),
                                      cast(:headlines as text[]), cast(:reasons as text[]),
                                      cast(:inputs as text[]))
                               n (store_id, product_id, quantity, urgency, horizons, needed_by, supplier_id,
                                  source_store_id, headline, reason, inputs)
                         where not exists (select 1
                                             from replenishment.line r
                                            where r.store_id = n.store_id and r.product_id = n.product_id
                                              and r.status = 'REJECTED' and r.quiet_until > now())
                         order by n.store_id, n.product_id
                        on conflict (store_id, product_id) where status in ('OPEN', 'SNOOZED')
                        do update
                           set quantity = excluded.quantity, urgency = excluded.urgency,
                               horizons_at_risk = excluded.horizons_at_risk, needed_by = excluded.needed_by,
                               supplier_id = excluded.supplier_id, source_store_id = excluded.source_store_id,
                               headline = excluded.headline, reason = excluded.reason, inputs = excluded.inputs,
                               status = case when l.quiet_until > now() then l.status else 'OPEN' end,
                               version = l.version + 1, updated_at = now()
                         where (l.inputs, l.headline, l.source_store_id) is distinct from
                               (excluded.inputs, excluded.headline, excluded.source_store_id)
                            or (l.status = 'SNOOZED' and l.quiet_until <= now())
                        returning l.id, l.version = 1 as is_new
                        """)
                .param("stores", column(needed, d -> d.situation().store().id(), Long[]::new))
                .param("products", column(needed, d -> d.situation().item().id(), Long[]::new))
                .param("quantities", column(needed, d -> d.decision().quantity(), BigDecimal[]::new))
                .param("urgencies", column(needed, d -> d.decision().urgency().name(), String[]::new))
                .param("horizons", column(needed, LineStore::horizons, String[]::new))
                .param("needed_by", column(needed, LineStore::neededBy, Timestamp[]::new))
                .param("suppliers", column(needed, LineStore::supplier, Long[]::new))
                .param("sources", column(needed, LineStore::sourceStore, Long[]::new))
                .param("headlines", column(needed, d -> d.decision().headline(), String[]::new))
                .param("reasons", column(needed, d -> d.decision().reason(), String[]::new))
                .param(
                        "inputs",
                        column(needed, d -> json.writeValueAsString(d.decision().inputs()), String[]::new))
                .query(Upserted.class)
                .list();
    }

    private List<PlanChanged.Closed> withdraw(List<Decided> met) {
        record Key(long id, long storeId, long productId) {}
        List<Key> withdrawn = jdbc.sql("""
                        update replenishment.line l
                           set status = 'WITHDRAWN', decided_at = now(), updated_at = now(), version = l.version + 1
                          from unnest(cast(:stores as bigint[]), cast(:products as bigint[])) n (store_id, product_id)
                         where l.store_id = n.store_id and l.product_id = n.product_id
                           and l.status in ('OPEN', 'SNOOZED')
                        returning l.id, l.store_id, l.product_id
                        """)
                .param("stores", column(met, d -> d.situation().store().id(), Long[]::new))
                .param("products", column(met, d -> d.situation().item().id(), Long[]::new))
                .query(Key.class)
                .list();
        List<PlanChanged.Closed> closed = new ArrayList<>();
        for (Key key : withdrawn) {
            met.stream()
                    .map(Decided::situation)
                    .filter(s -> s.store().id() == key.storeId() && s.item().id() == key.productId())
                    .findFirst()
                    .ifPresent(s -> closed.add(
                            closed(key.id(), s.store().code(), s.item().sku())));
        }
        return closed;
    }

    private static PlanChanged.Closed closed(long id, StoreCode store, String sku) {
        return new PlanChanged.Closed(id, store, Sku.of(sku));
    }

    private static String horizons(Decided decided) {
        return decided.decision().horizonsAtRisk().toString().replace('[', '{').replace(']', '}');
    }

    private static Timestamp neededBy(Decided decided) {
        return Timestamp.from(decided.decision().neededBy().toInstant());
    }

    private static Long supplier(Decided decided) {
        Situation.Source source = decided.situation().source();
        return source == null || decided.situation().route() != null ? 0 : source.supplierId();
    }

    private static Long sourceStore(Decided decided) {
        Route route = decided.situation().route();
        return route == null ? 0 : route.storeId();
    }

    private static <T> T[] column(
            List<Decided> rows, Function<Decided, T> value, java.util.function.IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
