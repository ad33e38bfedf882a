package dev.shelfcast.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class NewMonthTest {

    private static final String WAITING = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";

    /** The second is made to wait for the first, which commits only then. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select inventory.ensure_months('inventory.movement', '2031-05-01', '2031-06-01')",
                "select orders.ensure_months('2031-05-01', '2031-06-01')"
            })
    void twoWhoNeedTheSameMonthAtOnceBothHaveIt(String ensure) throws Exception {
        DataSource database = TestDatabase.fresh();
        try (Connection first = database.getConnection();
                Statement statement = first.createStatement()) {
            first.setAutoCommit(false);
            statement.execute(ensure);
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> run(database, ensure));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (JdbcClient.create(database).sql(WAITING).query(Integer.class).single() == 0
                    && System.nanoTime() < deadline) {
                Thread.sleep(20);
            }
            first.commit();

            second.get(20, TimeUnit.SECONDS);
        }
        assertThat(JdbcClient.create(database)
                        .sql("select count(*) from pg_class where relkind = 'r' and relname like '%_2031_0_'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    private static void run(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
