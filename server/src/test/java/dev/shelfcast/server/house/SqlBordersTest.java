package dev.shelfcast.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The watchman is watched: each of these would otherwise pass or fail unseen. */
class SqlBordersTest {
    private final SqlBorders demand =
            new SqlBorders("demand", Set.of("orders", "stores"), Set.of("demand", "orders", "stores", "alerts"));

    @Test
    void ownTablesAndAllowedViewsPass() {
        assertThat(demand.crossedBy("select * from demand.hourly h join orders.v_sale s on s.id = h.id"))
                .isEmpty();
    }

    @Test
    void anothersTableIsNamed() {
        assertThat(demand.crossedBy("\n  select 1\n  from orders.sale_line"))
                .containsExactly("demand names orders.sale_line, not a view of it");
    }

    @Test
    void aTableInACommaListOrAFunctionIsSeenInAStatement() {
        assertThat(demand.crossedBy("select orders.total(1) from demand.hourly, orders.sale"))
                .hasSize(2);
    }

    @Test
    void theViewOfAModuleAboveIsNamed() {
        assertThat(demand.crossedBy("with x as (select 1 from alerts.v_open) select * from x"))
                .containsExactly("demand names alerts.v_open but may not call alerts");
    }

    @Test
    void aPieceOfAStatementIsSeenByTheWordBeforeTheTable() {
        assertThat(demand.crossedBy(" left join orders.sale s using (id)")).hasSize(1);
    }

    @Test
    void textsThatAreNoSqlPass() {
        assertThat(demand.crossedBy("orders.not_enough_stock")).isEmpty();
        assertThat(demand.crossedBy("Upload orders.csv or stores.csv first")).isEmpty();
        assertThat(demand.crossedBy("select 'orders.csv' as name -- from orders.sale"))
                .isEmpty();
        assertThat(demand.crossedBy("/api/v1/orders.export")).isEmpty();
    }

    @Test
    void aMigrationMayPointItsKeysDownTheArrows() {
        assertThat(demand.crossedByMigration("create table demand.hourly (store_id bigint references stores.store)"))
                .isEmpty();
        assertThat(demand.crossedByMigration("create table demand.hourly (id bigint references alerts.alert)"))
                .hasSize(1);
        assertThat(demand.crossedByMigration("create view demand.v_x as select * from stores.store"))
                .hasSize(1);
        assertThat(demand.crossedByMigration("alter table stores.store add column x int"))
                .hasSize(1);
    }

    @Test
    void aMigrationMakesNoSchemaButItsOwn() {
        assertThat(demand.crossedByMigration("create schema demand; create schema if not exists orders;"))
                .containsExactly("demand creates the schema orders");
    }
}
