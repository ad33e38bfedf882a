package dev.shelfcast.server.platform.database;

import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says in one sentence why the server that {@code SPRING_DATASOURCE_URL} names cannot be used. */
final class DatabaseUnreachableAnalyzer extends AbstractFailureAnalyzer<SQLException> {
    /** The classes of SQL states that are about getting in, not about what is asked afterwards. */
    private static final Map<String, String> WAYS_OUT = Map.of(
            "08", "See whether that server runs and can be reached from here.",
            "57", "Wait until that server accepts connections, then start again.",
            "53", "Allow that server more connections, or set SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE lower.",
            "28", "Set SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD to a role that may sign in there.",
            "3D", "Create that database: create database … owner …");

    private final Environment environment;

    DatabaseUnreachableAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        String state = cause.getSQLState();
        String wayOut = state == null || state.length() < 2 ? null : WAYS_OUT.get(state.substring(0, 2));
        if (wayOut == null) {
            return null;
        }
        String url = environment.getProperty("spring.datasource.url", "the embedded server");
        return new FailureAnalysis(
                "The database at " + url.replaceFirst("\\?.*", "") + " cannot be used: " + cause.getMessage(),
                wayOut + " Without SPRING_DATASOURCE_URL, Shelfcast brings a PostgreSQL of its own.",
                cause);
    }
}
