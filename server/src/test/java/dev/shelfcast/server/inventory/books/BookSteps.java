package dev.shelfcast.server.inventory.books;

import dev.shelfcast.server.shared.StoreCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

/** Closing books and opening them again, for stories that are told in other packages. */
@TestComponent
public class BookSteps {

    private final Books books;

    BookSteps(Books books) {
        this.books = books;
    }

    public void close(String store, @Nullable LocalDate until, @Nullable String reason) {
        books.close(StoreCode.of(store), until, reason);
    }
}
