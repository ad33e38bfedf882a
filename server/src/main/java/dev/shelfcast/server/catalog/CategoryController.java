package dev.shelfcast.server.catalog;

import dev.shelfcast.server.catalog.Categories.Category;
import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.Listing;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/categories")
@Tag(name = "Categories")
class CategoryController {

    private final Categories categories;

    CategoryController(Categories categories) {
        this.categories = categories;
    }

    record CategoryRequest(String path) {}

    record CategoryMove(String from, String to) {}

    /** The whole tree: each entry of the list is a root with its children inside. */
    @GetMapping
    @Reads
    Listing<Category> tree() {
        return Listing.whole(categories.tree());
    }

    @PostMapping
    @Plans
    @ResponseStatus(HttpStatus.CREATED)
    CategoryRequest create(@RequestBody CategoryRequest request) {
        String path = Categories.normalise(request.path() == null ? "" : request.path());
        categories.ensure(List.of(path));
        return new CategoryRequest(path);
    }

    @PostMapping("/move")
    @Plans
    CategoryRequest move(@RequestBody CategoryMove move) {
        String from = Categories.normalise(move.from() == null ? "" : move.from());
        String to = Categories.normalise(move.to() == null ? "" : move.to());
        categories.move(from, to);
        return new CategoryRequest(to);
    }

    @DeleteMapping
    @Plans
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@RequestParam String path) {
        categories.remove(Categories.normalise(path));
    }
}
