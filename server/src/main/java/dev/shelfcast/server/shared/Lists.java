package dev.shelfcast.server.shared;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Asks the database for lists. Such a statement names every filter that there is, as in {@code (:store is null or …)},
 * and has to be planned for those that are given. One that PostgreSQL keeps gets a plan for all of them after ten
 * times, which finds nothing by an index; so these are not kept.
 */
@Component
public class Lists {

    private final JdbcClient jdbc;

    public Lists(DataSource database) {
        jdbc = RecordQueries.of(new NamedParameterJdbcTemplate(new JdbcTemplate(database) {
            @Override
            protected void applyStatementSettings(Statement statement) throws SQLException {
                super.applyStatementSettings(statement);
                statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            }
        }));
    }

    public JdbcClient.StatementSpec sql(String sql) {
        return jdbc.sql(sql);
    }
}
