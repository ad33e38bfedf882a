package dev.shelfcast.server.inventory.counts;

import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts, their lines and entries as rows; every statement is for all lines at once. */
@Component
class CountRows {

    record Head(
            long id, String number, long storeId, StoreCode store, boolean blind, CountStatus status, int version) {}

    /** A line that says something else than the books did. */
    record Variance(
            int line,
            long productId,
            @Nullable String lot,
            @Nullable LocalDate expiry,
            BigDecimal quantity,
            Instant countedAt,
            @Nullable String reason) {}

    /** A product's shelf of which something was counted. */
    record Entry(long productId, Counted counted) {

        String lot() {
            return counted.lot() == null ? "" : counted.lot();
        }
    }

    /** From so many entries on a hash of a store's stock costs less than looking each of them up. */
    private static final int MANY = 500;

    private final JdbcClient jdbc;

    CountRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long insert(long storeId, String name, boolean blind, String user) {
        return jdbc.sql("""
                        insert into inventory.stock_count (store_id, name, blind, created_by)
                        values (:store, :name, :blind, :user)
                        returning id
                        """)
                .param("store", storeId)
                .param("name", name)
                .param("blind", blind)
                .param("user", user)
                .query(Long.class)
                .single();
    }

    /** Only some products, or all others. */
    record Narrowed(Collection<Long> productIds, boolean without) {}

    /** What the books have in the store, lot by lot, of a category and what is below it or of everything. */
    int fillFromBooks(long id, @Nullable String category, @Nullable Narrowed narrowed) {
        return jdbc.sql("""
                        insert into inventory.count_line (count_id, line, product_id, lot, expiry)
                        select c.id, row_number() over (order by p.sku, l.expiry nulls last, l.code nulls first),
                               p.id, coalesce(l.code, ''), l.expiry
                          from inventory.stock_count c
                          join inventory.balance b on b.location_id = c.store_id and b.on_hand <> 0
                          join catalog.v_product p on p.id = b.product_id
                          left join inventory.lot l on l.id = b.lot_id
                         where c.id = :id
                           and (cast(:category as text) is null or p.category_path = :category
                                or starts_with(p.category_path, :category || '/'))
                           and (cast(:products as bigint[]) is null
                                or (p.id = any(cast(:products as bigint[]))) <> :without)
                        """)
                .param("id", id)
                .param("category", category)
                .param(
                        "products",
                        narrowed == null ? null : narrowed.productIds().toArray(Long[]::new))
                .param("without", narrowed != null && narrowed.without())
                .update();
    }

    /** The products named, each lot that the books have of them and a line without lot where they have none. */
    int fillFromList(long id, Collection<Long> productIds) {
        return jdbc.sql("""
                        insert into inventory.count_line (count_id, line, product_id, lot, expiry)
                        select c.id, row_number() over (order by p.sku, l.expiry nulls last, l.code nulls first),
                               p.id, coalesce(l.code, ''), l.expiry
                          from inventory.stock_count c
                         cross join catalog.v_product p
                          left join inventory.balance b
                            on b.location_id = c.store_id and b.product_id = p.id and b.on_hand <> 0
                          left join inventory.lot l on l.id = b.lot_id
                         where c.id = :id and p.id = any(:products)
                        """)
                .param("id", id)
                .param("products", productIds.toArray(Long[]::new))
                .update();
    }

    Head lock(long id) {
        return jdbc.sql("""
                        select c.id, c.number, c.store_id, s.code as store, c.blind, c.status, c.version
                          from inventory.stock_count c
                          join stores.v_store s on s.id = c.store_id
                         where c.id = :id
                           for update of c
                        """)
                .param("id", id)
                .query((row, n) -> new Head(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getLong("store_id"),
                        StoreCode.of(row.getString("store")),
                        row.getBoolean("blind"),
                        CountStatus.valueOf(row.getString("status")),
                        row.getInt("version")))
                .optional()
                .orElseThrow(() -> unknown("C-" + id));
    }

    static NotFound unknown(String id) {
        return new NotFound("UNKNOWN_COUNT", "There is no count '%s'. Maybe it is like C-17.".formatted(id));
    }

    /** Lines for goods that were found and that nobody had listed. */
    void addMissingLines(long id, List<Entry> entries) {
        jdbc.sql("""
                        insert into inventory.count_line (count_id, line, product_id, lot, expiry)
                        select :id, (select coalesce(max(line), 0) from inventory.count_line where count_id = :id)
                                    + row_number() over (order by e.n), e.product_id, e.lot, e.expiry
                          from (select product_id, lot, min(expiry) as expiry, min(n) as n
                                  from unnest(:products, :lots, cast(:expiries as date[]))
                                       with ordinality as u (product_id, lot, expiry, n)
                                 group by product_id, lot) as e
                         where not exists (select from inventory.count_line l
                                            where l.count_id = :id and l.product_id = e.product_id and l.lot = e.lot)
                        """)
                .param("id", id)
                .param("products", products(entries))
                .param("lots", lots(entries))
                .param(
                        "expiries",
                        entries.stream()
                                .map(entry -> entry.counted().expiry())
                                .map(expiry -> expiry == null ? null : expiry.toString())
                                .toArray(String[]::new))
                .update();
    }

    /** When something was counted, and whether that is over already: then the books are looked up as of that moment. */
    record When(Instant at, boolean past) {}

    /** Writes down what was counted, and what the books say of it then. The entries name each line once. */
    int count(Head head, List<Entry> entries, When when, String user) {
        return jdbc.sql("""
                        with entry as (
                            select l.line, l.product_id, l.lot, e.quantity, e.adds
                              from unnest(:products, :lots, cast(:quantities as numeric[]), :adds)
                                   as e (product_id, lot, quantity, adds)
                              join inventory.count_line l
                                on l.count_id = :id and l.product_id = e.product_id and l.lot = e.lot),
                        noted as (
                            insert into inventory.count_entry (count_id, line, quantity, adds, counted_at, counted_by)
                            select :id, line, quantity, adds, :at, :user from entry order by line)
                        update inventory.count_line l
                           set counted = case when e.adds then coalesce(l.counted, 0) else 0 end + e.quantity,
                               expected = coalesce(b.on_hand, 0) - case when not :past then 0 else coalesce((
                                   select sum(case when m.to_location = :store then m.quantity else -m.quantity end)
                                     from inventory.movement m
                                    where m.product_id = e.product_id and m.lot_id = b.lot_id
                                      and m.occurred_at > :at and :store in (m.to_location, m.from_location)), 0) end,
                               counted_at = :at, counted_by = :user, recount = false
                          from entry e
                          left join inventory.lot o on o.product_id = e.product_id and o.code = e.lot
                          left join inventory.balance b
                            on b.location_id = :store and b.product_id = e.product_id
                           and b.lot_id = case when e.lot = '' then 0 else o.id end
                         where l.count_id = :id and l.line = e.line
                        """)
                .param("id", head.id())
                .param("store", head.storeId())
                .param("products", products(entries))
                .param("lots", lots(entries))
                .param(
                        "quantities",
                        entries.stream()
                                .map(entry -> entry.counted().quantity().toPlainString())
                                .toArray(String[]::new))
                .param(
                        "adds",
                        entries.stream().map(entry -> entry.counted().adds()).toArray(Boolean[]::new))
                .param("at", Timestamp.from(when.at()))
                .param("past", when.past())
                .param("user", user)
                .update();
    }

    /** Nobody has found any of what is still open. */
    void countTheRestAsNothing(Head head, Instant at, String user) {
        jdbc.sql("""
                        update inventory.count_line l
                           set counted = 0, counted_at = :at, counted_by = :user, recount = false,
                               expected = coalesce((select b.on_hand
                                                      from inventory.balance b
                                                      left join inventory.lot o on o.id = b.lot_id
                                                     where b.location_id = :store and b.product_id = l.product_id
                                                       and coalesce(o.code, '') = l.lot), 0)
                         where l.count_id = :id and (l.counted is null or l.recount)
                        """)
                .param("id", head.id())
                .param("store", head.storeId())
                .param("at", Timestamp.from(at))
                .param("user", user)
                .update();
    }

    int markForRecount(long id, Collection<Integer> lines) {
        return jdbc.sql("""
                        update inventory.count_line
                           set recount = true
                         where count_id = :id and line = any(:lines) and counted is not null
                        """)
                .param("id", id)
                .param("lines", lines.toArray(Integer[]::new))
                .update();
    }

    int explain(long id, Map<Integer, String> reasons) {
        return jdbc.sql("""
                        update inventory.count_line l
                           set reason = r.reason
                          from unnest(:lines, :reasons) as r (line, reason)
                         where l.count_id = :id and l.line = r.line
                        """)
                .param("id", id)
                .param("lines", reasons.keySet().toArray(Integer[]::new))
                .param("reasons", reasons.values().toArray(String[]::new))
                .update();
    }

    long waitingForRecount(long id) {
        return jdbc.sql("select count(*) from inventory.count_line where count_id = :id and recount")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    List<Variance> variances(long id) {
        return jdbc.sql("""
                        select line, product_id, nullif(lot, '') as lot, expiry, counted - expected as quantity,
                               counted_at, reason
                          from inventory.count_line
                         where count_id = :id and counted <> expected
                         order by product_id, lot
                        """)
                .param("id", id)
                .query((row, n) -> new Variance(
                        row.getInt("line"),
                        row.getLong("product_id"),
                        row.getString("lot"),
                        row.getObject("expiry", LocalDate.class),
                        row.getBigDecimal("quantity"),
                        row.getObject("counted_at", OffsetDateTime.class).toInstant(),
                        row.getString("reason")))
                .list();
    }

    void setStatus(long id, CountStatus status, String user) {
        jdbc.sql("""
                        update inventory.stock_count
                           set status = :status, version = version + 1,
                               closed_at = case when :status in ('POSTED', 'CANCELLED') then now() end,
                               closed_by = case when :status in ('POSTED', 'CANCELLED') then :user end
                         where id = :id
                        """)
                .param("id", id)
                .param("status", status.name())
                .param("user", user)
                .update();
    }

    /**
     * The planner's figures do not know a new count: it takes the count's lines for one or two, and would compare ten
     * thousand entries with each of ten thousand lines. So many are joined by a hash; a few are looked up one by one.
     */
    <T> T joined(int entries, Supplier<T> statements) {
        if (entries < MANY) {
            return statements.get();
        }
        nestedLoops("off");
        T answer = statements.get();
        nestedLoops("on");
        return answer;
    }

    private void nestedLoops(String allowed) {
        jdbc.sql("select set_config('enable_nestloop', :allowed, true)")
                .param("allowed", allowed)
                .query(String.class)
                .single();
    }

    private static Long[] products(List<Entry> entries) {
        return entries.stream().map(Entry::productId).toArray(Long[]::new);
    }

    private static String[] lots(List<Entry> entries) {
        return entries.stream().map(Entry::lot).toArray(String[]::new);
    }
}
