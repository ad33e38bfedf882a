package dev.shelfcast.server.inventory;

import dev.shelfcast.server.jobs.Job;
import dev.shelfcast.server.jobs.JobRun;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Proves that the books agree with themselves; every night, and whenever asked. */
@Component
public class LedgerCheck implements Job {

    private static final int SHOWN = 100;

    /** No mistake of the books: a till has sold what was promised to an order, and somebody has to be told. */
    private static final String PROMISED_TOO_MUCH = "RESERVED_WITHIN_ON_HAND";

    private final JdbcClient jdbc;

    LedgerCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "ledger-check";
    }

    @Override
    public String description() {
        return "Proves that every balance is the sum of its movements.";
    }

    @Override
    public @Nullable String schedule() {
        return "0 40 3 * * *";
    }

    @Override
    public void run(JobRun run) {
        List<LedgerDifference> differences = differences();
        List<LedgerDifference> wrong = differences.stream()
                .filter(difference -> !difference.rule().equals(PROMISED_TOO_MUCH))
                .toList();
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("the books disagree with themselves: " + wrong);
        }
        run.progress(1, 1, differences.isEmpty() ? "the books are right" : promised(differences));
    }

    private static String promised(List<LedgerDifference> differences) {
        return "the books are right, but %d products are promised beyond what lies on the shelf: %s"
                .formatted(differences.size(), differences.subList(0, Math.min(5, differences.size())));
    }

    /** The first hundred things that cannot be; one statement, so it sees one moment. */
    public List<LedgerDifference> differences() {
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
                        """).param("shown", SHOWN).query(LedgerDifference.class).list();
    }
}
