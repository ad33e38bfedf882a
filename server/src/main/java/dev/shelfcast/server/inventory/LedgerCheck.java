package dev.shelfcast.server.inventory;

import dev.shelfcast.server.jobs.Job;
import dev.shelfcast.server.jobs.JobRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Proves that the books agree with themselves; every night, and whenever asked. */
@Component
public class LedgerCheck implements Job {

    public static final String NAME = "ledger-check";

    private static final int SHOWN = 100;

    /** No mistake of the books: a till has sold what was promised to an order, and somebody has to be told. */
    private static final String PROMISED_TOO_MUCH = "RESERVED_WITHIN_ON_HAND";

    private final JdbcClient jdbc;
    private final TransactionTemplate oneMoment;
    private final ApplicationEventPublisher events;

    LedgerCheck(JdbcClient jdbc, PlatformTransactionManager transactions, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
        this.oneMoment = new TransactionTemplate(transactions);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneMoment.setReadOnly(true);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Proves that every balance is the sum of its movements, what is reserved the sum of its reservations, "
                + "that nothing is lost on the road, and nothing taken back twice.";
    }

    @Override
    public @Nullable String schedule() {
        return "0 40 3 * * *";
    }

    @Override
    public void run(JobRun run) {
        List<LedgerDifference> differences = differences();
        Map<Boolean, List<LedgerDifference>> sorted = differences.stream()
                .collect(Collectors.partitioningBy(
                        difference -> difference.rule().equals(PROMISED_TOO_MUCH)));
        List<LedgerDifference> wrong = sorted.getOrDefault(false, List.of());
        List<LedgerDifference> promised = sorted.getOrDefault(true, List.of());
        events.publishEvent(new LedgerChecked(run.id(), wrong, promised));
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("the books disagree with themselves: " + wrong);
        }
        run.progress(1, 1, promised.isEmpty() ? "the books are right" : promised(promised));
    }

    private static String promised(List<LedgerDifference> differences) {
        return "the books are right, but %d products are promised beyond what lies on the shelf: %s"
                .formatted(differences.size(), differences.subList(0, Math.min(5, differences.size())));
    }

    /** The first things that cannot be, a hundred of each rule at most; all of it as of one moment. */
    public List<LedgerDifference> differences() {
        return Objects.requireNonNull(oneMoment.execute(status -> {
            List<LedgerDifference> all = new ArrayList<>(balances());
            all.addAll(documents());
            return all;
        }));
    }

    private List<LedgerDifference> balances() {
        return jdbc.sql("""
                        with sums as (
                            select location_id, product_id, lot_id, sum(change) as on_hand
                              from (select to_location as location_id, product_id, lot_id, quantity as change
                                      from inventory.movement
                                     where to_location > 0
                                     union all
                                    select from_location, product_id, lot_id, -quantity
                                      from inventory.movement
                                     where from_location > 0) as changes
                             group by location_id, product_id, lot_id)
                        select 'BALANCE_IS_SUM_OF_MOVEMENTS' as rule, location_id as store_id, product_id, lot_id,
                               coalesce(s.on_hand, 0) as expected, coalesce(b.on_hand, 0) as found
                          from sums s
                          full join inventory.balance b using (location_id, product_id, lot_id)
                         where coalesce(s.on_hand, 0) <> coalesce(b.on_hand, 0)
                         union all
                        select 'RESERVED_WITHIN_ON_HAND', location_id, product_id, 0, sum(on_hand), sum(reserved)
                          from inventory.balance
                         group by location_id, product_id
                        having sum(reserved) > greatest(sum(on_hand), 0)
                         union all
                        select 'RESERVED_IS_SUM_OF_RESERVATIONS', location_id, product_id, 0,
                               coalesce(r.quantity, 0), coalesce(b.reserved, 0)
                          from (select location_id, product_id, sum(reserved) as reserved
                                  from inventory.balance
                                 group by location_id, product_id) as b
                          full join (select store_id as location_id, product_id, sum(quantity) as quantity
                                       from inventory.reservation
                                      group by store_id, product_id) as r using (location_id, product_id)
                         where coalesce(r.quantity, 0) <> coalesce(b.reserved, 0)
                         union all
                        select 'LOT_OF_ITS_PRODUCT', b.location_id, b.product_id, b.lot_id, 0, b.on_hand
                          from inventory.balance b
                          left join inventory.lot l on l.id = b.lot_id and l.product_id = b.product_id
                         where b.lot_id <> 0 and l.id is null
                         union all
                        select 'STORE_AND_PRODUCT_EXIST', b.location_id, b.product_id, b.lot_id, 0, b.on_hand
                          from inventory.balance b
                          left join stores.v_store s on s.id = b.location_id
                          left join catalog.v_product p on p.id = b.product_id
                         where s.id is null or p.id is null
                         limit :shown
                        """)
                .param("shown", SHOWN)
                .param("road", Place.IN_TRANSIT)
                .query(LedgerDifference.class)
                .list();
    }

    private List<LedgerDifference> documents() {
        return jdbc.sql("""
                        select 'REVERSAL_MIRRORS_ITS_MOVEMENT' as rule,
                               greatest(r.from_location, r.to_location) as store_id, r.product_id, r.lot_id,
                               coalesce(sum(o.quantity), 0) as expected, sum(r.quantity) as found
                          from inventory.movement r
                          left join inventory.movement o
                            on o.id = r.reverses_id and o.product_id = r.product_id and o.lot_id = r.lot_id
                           and o.from_location = r.to_location and o.to_location = r.from_location
                         where r.reverses_id is not null
                         group by r.reverses_id, greatest(r.from_location, r.to_location), r.product_id, r.lot_id
                        having count(*) > 1 or coalesce(sum(o.quantity), 0) <> sum(r.quantity)
                         union all
                        select 'ON_THE_ROAD_IS_SHIPPED_AND_NOT_ARRIVED', 0, coalesce(m.product_id, t.product_id),
                               coalesce(m.lot_id, t.lot_id), coalesce(m.quantity, 0), coalesce(t.quantity, 0)
                          from (select product_id, lot_id,
                                       sum(case when to_location = :road then quantity else -quantity end) as quantity
                                  from inventory.movement
                                 where :road in (from_location, to_location) and source = 'TRANSFER'
                                 group by product_id, lot_id) as m
                          full join (select l.product_id, o.lot_id, sum(o.shipped - o.settled) as quantity
                                       from inventory.transfer_lot o
                                       join inventory.transfer_line l
                                         on l.transfer_id = o.transfer_id and l.line = o.line
                                      group by l.product_id, o.lot_id) as t
                            on t.product_id = m.product_id and t.lot_id = m.lot_id
                         where coalesce(m.quantity, 0) <> coalesce(t.quantity, 0)
                         limit :shown
                        """)
                .param("shown", SHOWN)
                .param("road", Place.IN_TRANSIT)
                .query(LedgerDifference.class)
                .list();
    }
}
