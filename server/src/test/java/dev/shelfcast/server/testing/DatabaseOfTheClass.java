package dev.shelfcast.server.testing;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Puts a data source in the place of the product's pool that leads to the database of the test class which runs. */
@TestConfiguration(proxyBeanMethods = false)
class DatabaseOfTheClass {

    @Bean
    DataSource dataSource() {
        return new DelegatingDataSource() {
            @Override
            public DataSource getTargetDataSource() {
                return DatabasePerClass.current();
            }

            @Override
            public Connection getConnection() throws SQLException {
                return Statements.watched(super.getConnection());
            }
        };
    }
}
