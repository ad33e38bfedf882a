package dev.shelfcast.server.shared;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Has {@code jdbc.sql(…).query(SomeRecord.class)} read its rows by {@link RecordRows}; all else is Spring's. */
@Configuration(proxyBeanMethods = false)
class RecordQueries {

    @Bean
    JdbcClient jdbcClient(NamedParameterJdbcTemplate template) {
        return of(template);
    }

    static JdbcClient of(NamedParameterJdbcOperations template) {
        JdbcClient plain = JdbcClient.create(template);
        return sql -> reading(plain.sql(sql));
    }

    private static StatementSpec reading(StatementSpec statement) {
        return (StatementSpec) Proxy.newProxyInstance(
                StatementSpec.class.getClassLoader(),
                new Class<?>[] {StatementSpec.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("query") && arguments != null && isRecord(arguments[0])) {
                        return statement.query(new RecordRows<>((Class<?>) arguments[0]));
                    }
                    Object answer = call(statement, method, arguments);
                    return answer == statement ? proxy : answer;
                });
    }

    private static boolean isRecord(Object argument) {
        return argument instanceof Class<?> type && type.isRecord();
    }

    private static @Nullable Object call(StatementSpec statement, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(statement, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }
}
