package dev.shelfcast.learning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a {@link Learner} has learned; safe for several threads. */
interface Learned extends AutoCloseable {
    /** The name of its learner. */
    String name();

    /** What it is, for people. */
    String label();

    /**
     * Expected demand of each track's next steps, {@code [track][lead]}; null for tracks that are too young. {@code
     * rounds} is asked now and then whether that is still wanted.
     */
    double[][] means(Panel panel, Rounds rounds);

    /** Its parameters by name. */
    Map<String, Double> parameters();

    /** Writes it into an existing folder. */
    void save(Path folder) throws IOException;

    @Override
    void close();
}
