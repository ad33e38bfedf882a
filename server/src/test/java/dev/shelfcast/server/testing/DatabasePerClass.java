package dev.shelfcast.server.testing;

import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Exchanges the database before a class begins, while every cached context is paused and nothing uses the old one. */
final class DatabasePerClass implements TestExecutionListener, Ordered {
    private static volatile TestDatabase current;

    static DataSource current() {
        if (current == null) {
            throw new IllegalStateException("no test class annotated with @ServerTest has begun yet");
        }
        return current.dataSource();
    }

    /** Before the listeners that make the application context, whose beans need a database. */
    @Override
    public int getOrder() {
        return 100;
    }

    @Override
    public void beforeTestClass(TestContext context) {
        if (context.getTestClass().isAnnotationPresent(Nested.class)) {
            return;
        }
        TestDatabase old = current;
        current = TestDatabase.create();
        if (old != null) {
            old.close();
        }
    }
}
