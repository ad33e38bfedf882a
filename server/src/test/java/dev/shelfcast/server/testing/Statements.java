package dev.shelfcast.server.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The SQL statements that one piece of work sends to the database, on its own thread. */
public final class Statements {

    private static final ThreadLocal<List<String>> SENT = new ThreadLocal<>();

    private Statements() {}

    /** Runs the work and answers what it sent, in order; what runs on other threads is left out. */
    public static List<String> of(Runnable work) {
        SENT.set(new ArrayList<>());
        try {
            work.run();
            return SENT.get();
        } finally {
            SENT.remove();
        }
    }

    static Connection watched(Connection connection) {
        if (SENT.get() == null) {
            return connection;
        }
        return proxy(
                Connection.class,
                connection,
                (method, arguments, call) -> call.get() instanceof Statement statement
                        ? watched(statement, arguments == null || arguments.length == 0 ? "" : (String) arguments[0])
                        : call.get());
    }

    private interface Call {
        Object with(String method, Object[] arguments, Supplier<Object> call);
    }

    private static Statement watched(Statement statement, String sql) {
        Class<? extends Statement> type =
                statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
        return proxy(type, statement, (method, arguments, call) -> {
            List<String> sent = SENT.get();
            if (sent != null && method.startsWith("execute")) {
                sent.add(arguments == null ? sql : arguments[0].toString());
            }
            return call.get();
        });
    }

    private static <T> T proxy(Class<T> type, Object target, Call call) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Supplier<Object> real = new Supplier<>() {
                private Object answer;
                private boolean asked;

                @Override
                public Object get() {
                    if (!asked) {
                        asked = true;
                        try {
                            answer = method.invoke(target, arguments);
                        } catch (InvocationTargetException refused) {
                            throw new Refused(refused.getCause());
                        } catch (IllegalAccessException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                    return answer;
                }
            };
            try {
                return call.with(method.getName(), arguments, real);
            } catch (Refused refused) {
                throw refused.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(Statements.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(Throwable cause) {
            super(cause);
        }
    }
}
