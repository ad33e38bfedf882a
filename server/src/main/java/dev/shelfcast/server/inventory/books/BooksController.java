package dev.shelfcast.server.inventory.books;

import dev.shelfcast.server.identity.Administers;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.StoreCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/inventory/books")
@Tag(name = "Inventory")
class BooksController {

    private static final int MOST_DAYS = 3_660;

    private final Books books;
    private final CurrentUser user;

    BooksController(Books books, CurrentUser user) {
        this.books = books;
        this.user = user;
    }

    /** Where the books are closed, and how far back each role may go where they are open. */
    record BooksView(List<Books.Closing> closed, Books.Windows windows) {}

    @GetMapping
    @Reads
    @Operation(
            summary = "Until when the books are closed, for the chain and for stores, and how far back people may go")
    BooksView get() {
        return new BooksView(books.list(user.scope()), books.windows());
    }

    record CloseBody(
            @Nullable StoreCode store,
            @Nullable LocalDate closedUntil,
            @Nullable String reason) {}

    @PutMapping
    @Administers
    @Operation(
            summary = "Closes the books until the end of a day, or opens them again with a reason",
            description = "Without a store, those of the whole chain. Nothing may then be dated on or before that day: "
                    + "movements and files are refused, a till's late sale counts from the next day on.")
    BooksView close(@RequestBody CloseBody body) {
        books.close(body.store(), body.closedUntil(), body.reason());
        return get();
    }

    record WindowsBody(
            @Nullable Integer storeManagerDays,
            @Nullable Integer plannerDays,
            @Nullable Integer administratorDays) {}

    @PutMapping("/windows")
    @Administers
    @Operation(summary = "Sets how many days back each role may date what it writes down by hand")
    BooksView setWindows(@RequestBody WindowsBody body) {
        books.setWindows(new Books.Windows(
                days("store_manager_days", body.storeManagerDays()),
                days("planner_days", body.plannerDays()),
                days("administrator_days", body.administratorDays())));
        return get();
    }

    private static int days(String field, @Nullable Integer days) {
        if (days == null || days < 0 || days > MOST_DAYS) {
            String rule = "0 to %d days".formatted(MOST_DAYS);
            throw new Invalid(
                    "WINDOW_INVALID",
                    "The field %s takes %s.".formatted(field, rule),
                    List.of(new FieldProblem(field, rule, String.valueOf(days))));
        }
        return days;
    }
}
