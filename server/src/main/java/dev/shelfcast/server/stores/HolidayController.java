package dev.shelfcast.server.stores;

import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.TooLarge;
import dev.shelfcast.server.stores.Holidays.Holiday;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/holidays")
@Tag(name = "Holidays")
class HolidayController {

    private static final int MOST = 5_000;

    private final Holidays holidays;
    private final Stores stores;
    private final Clock clock;

    HolidayController(Holidays holidays, Stores stores, Clock clock) {
        this.holidays = holidays;
        this.stores = stores;
        this.clock = clock;
    }

    /** The holidays of a year and those of the next, or those between the days that are asked for. */
    @GetMapping
    @Reads
    Listing<Holiday> list(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        LocalDate today = LocalDate.now(clock.withZone(stores.chainZone()));
        LocalDate first = from == null ? today.minusYears(1) : from;
        return Listing.whole(holidays.list(first, to == null ? first.plusYears(2) : to));
    }

    /** Adds the holidays that are not known yet. */
    @PutMapping
    @Plans
    Listing<Holiday> put(@RequestBody List<Holiday> given) {
        if (given.size() > MOST) {
            throw new TooLarge(
                    "TOO_MANY_HOLIDAYS", "%d holidays were sent; %d are taken at once.".formatted(given.size(), MOST));
        }
        holidays.ensure(given);
        return Listing.whole(given);
    }

    @DeleteMapping("/{day}")
    @Plans
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable LocalDate day) {
        holidays.remove(day);
    }
}
