package dev.shelfcast.server.inventory;

import dev.shelfcast.server.inventory.books.BookSteps;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Books that are closed until some day, later or earlier than before; to open them again takes a reason. */
final class Closing implements LedgerStory.Chapter {

    private final LedgerStory story;
    private final BookSteps books;

    Closing(LedgerStory story, BookSteps books) {
        this.story = story;
        this.books = books;
    }

    @Override
    public void step() {
        long store = story.anyStore();
        LocalDate before = story.paper.closedUntil.get(store);
        LocalDate until = story.random.nextInt(4) == 0
                ? null
                : LocalDate.ofInstant(story.begin, ZoneOffset.UTC).minusDays(20 + story.random.nextInt(40));
        String reason = story.random.nextBoolean() ? "a delivery note was found" : null;
        boolean opens = before != null && (until == null || until.isBefore(before));
        if (story.reallyDone(!opens || reason != null, () -> books.close(story.stores.get(store), until, reason))) {
            keep(store, until);
        }
    }

    private void keep(long store, @Nullable LocalDate until) {
        if (until == null) {
            story.paper.closedUntil.remove(store);
        } else {
            story.paper.closedUntil.put(store, until);
        }
    }
}
