package dev.shelfcast.server.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/** A database of its own for one test, cloned in a moment from the one that Flyway has migrated for this run. */
public final class TestDatabase implements AutoCloseable {
    /** As in the product, so that a test meets the same waiting for connections. */
    private static final int POOL_SIZE = 24;

    private final String name;
    private final HikariDataSource pool;

    private TestDatabase(String name, HikariDataSource pool) {
        this.name = name;
        this.pool = pool;
    }

    /** A migrated, empty database for a test without Spring. It lives until the run ends. */
    public static DataSource fresh() {
        return create().dataSource();
    }

    /** As {@link #fresh()}, for those who want to drop it earlier. */
    public static TestDatabase create() {
        TestServer server = TestServer.running();
        String name = server.cloneTemplate();
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(server.jdbcUrl(name));
        config.setUsername(TestServer.ROLE);
        config.setPassword(server.password());
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        config.setIdleTimeout(10_000);
        config.addDataSourceProperty("ApplicationName", name);
        return new TestDatabase(name, new HikariDataSource(config));
    }

    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
        TestServer.running().drop(name);
    }
}
