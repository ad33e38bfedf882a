package dev.shelfcast.learning;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Something that learns expected demand from a panel; what it gets wrong is judged outside. */
interface Learner {
    /** Its name among the candidates of a blend. */
    String name();

    /**
     * Learns.
     *
     * @param task what is asked for
     * @param panel what may be learned from
     * @param exam origins after the panel's end by which the effort is found, or null
     * @param before what an exam has found, or null
     * @param rounds told of every round
     */
    Learned learn(Task task, Panel panel, @Nullable Exam exam, @Nullable Learned before, Rounds rounds);

    /** Reads what {@link Learned#save} wrote. */
    Learned load(Task task, Path folder) throws IOException;

    /**
     * What is asked for.
     *
     * @param horizon steps ahead
     * @param seed seed of every random stream
     * @param threads models learned side by side
     */
    record Task(int horizon, long seed, int threads) {}

    /**
     * Origins to be examined at.
     *
     * @param whole all that came
     * @param origins the panel as known at each origin, oldest first
     */
    record Exam(Panel whole, Panel[] origins) {}
}
