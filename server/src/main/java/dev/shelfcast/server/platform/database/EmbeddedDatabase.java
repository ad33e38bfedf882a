package dev.shelfcast.server.platform.database;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Starts the embedded PostgreSQL and points Spring's own connection pool to it, unless {@code spring.datasource.url}
 * names a server. The pool depends on the connection details and they on the server, so Spring closes the pool first.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(EmbeddedDatabase.NoServerIsNamed.class)
class EmbeddedDatabase {

    @Bean(destroyMethod = "close")
    EmbeddedPostgres embeddedPostgres(@Value("${shelfcast.home}") String home) {
        // A tilde that no shell has replaced, as in a configuration file or a container's environment.
        return EmbeddedPostgres.start(
                home.startsWith("~/") ? Path.of(System.getProperty("user.home"), home.substring(2)) : Path.of(home));
    }

    @Bean
    JdbcConnectionDetails embeddedConnection(EmbeddedPostgres server) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return server.jdbcUrl(EmbeddedPostgres.DATABASE);
            }

            @Override
            public String getUsername() {
                return EmbeddedPostgres.ROLE;
            }

            @Override
            public String getPassword() {
                return server.password();
            }
        };
    }

    static class NoServerIsNamed extends SpringBootCondition {
        /** An empty value, as compose files hand it on, names no server. */
        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            boolean named = StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
            return new ConditionOutcome(
                    !named,
                    ConditionMessage.forCondition("Embedded PostgreSQL")
                            .because("spring.datasource.url " + (named ? "names a server" : "is not set")));
        }
    }
}
