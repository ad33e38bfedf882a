package dev.shelfcast.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseTest {

    @Test
    void twoDatabasesKnowNothingOfEachOther() {
        JdbcClient one = JdbcClient.create(TestDatabase.fresh());
        JdbcClient other = JdbcClient.create(TestDatabase.fresh());
        one.sql("insert into catalog.category (name, path) values ('Dairy', 'Dairy')")
                .update();
        String count = "select count(*) from catalog.category";
        assertThat(one.sql(count).query(Integer.class).single()).isEqualTo(1);
        assertThat(other.sql(count).query(Integer.class).single()).isZero();
    }

    @Test
    void theMigrationsHaveOneHistory() {
        JdbcClient database = JdbcClient.create(TestDatabase.fresh());
        assertThat(database.sql("""
                        select distinct table_schema
                        from information_schema.tables
                        where table_name = 'flyway_schema_history'
                        """).query(String.class).list()).containsExactly("platform");
    }
}
