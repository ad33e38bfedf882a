package dev.shelfcast.server.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestExecutionListeners;

/**
 * A test of the whole server on a random port, with a migrated database that only this test class has seen.
 *
 * <p>The application context is one for all such classes (as long as they ask for no other beans or properties); its
 * {@code DataSource} leads to the database of the class that runs. Rows written by one test method are there for the
 * next one of the class.
 *
 * <p>Between two classes Spring pauses the context: every {@code SmartLifecycle} bean is stopped, the database is
 * exchanged, and the beans are started again before the next class. So
 *
 * <ul>
 *   <li>background work (followers, schedules, pollers, LISTEN connections) has to be a {@code SmartLifecycle} that gives
 *       its connections back in {@code stop()} and begins afresh in {@code start()}, which it owes to a clean shutdown
 *       anyway; {@code @Scheduled} methods and Spring's executors are that already;
 *   <li>what a bean remembers of the database is forgotten in a listener for Spring's own
 *       {@link org.springframework.context.event.ContextRestartedEvent}:
 *       <pre>{@code
 *       @EventListener(ContextRestartedEvent.class)
 *       void forget() { cache.invalidateAll(); }
 *       }</pre>
 * </ul>
 *
 * <p>A nested class shares the database of the class around it. For SQL without Spring see {@link TestDatabase#fresh()}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.datasource.url=jdbc:postgresql:one-per-test-class", "shelfcast.home=target/test-home"})
@ActiveProfiles("test")
@Import(DatabaseOfTheClass.class)
@TestExecutionListeners(
        listeners = DatabasePerClass.class,
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface ServerTest {}
