package dev.shelfcast.server.stores;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.OpeningHours.OpenDay;
import dev.shelfcast.server.stores.OpeningHours.SpecialDay;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Stores")
class OpeningHoursController {

    private static final int DAYS_SHOWN = 14;
    private static final int LONGEST_NAME = 200;

    private final Stores stores;
    private final OpeningHours hours;
    private final CurrentUser user;
    private final Clock clock;

    OpeningHoursController(Stores stores, OpeningHours hours, CurrentUser user, Clock clock) {
        this.stores = stores;
        this.hours = hours;
        this.user = user;
        this.clock = clock;
    }

    record WeekdayHours(DayOfWeek weekday, List<Span> spans) {}

    /**
     * When a store is open. Weekdays of which nobody has said anything are left out; special days are those of the
     * last month and all to come; openNow is absent where today's hours are not known.
     */
    record Hours(
            StoreCode store,
            List<WeekdayHours> week,
            List<SpecialDay> specialDays,
            List<OpenDay> days,
            @Nullable Boolean openNow) {}

    record WeekdayGiven(
            @Nullable DayOfWeek weekday, @Nullable List<Span.Given> spans) {}

    record SpecialDayGiven(@Nullable String name, @Nullable List<Span.Given> spans) {}

    @GetMapping("/stores/{code}/hours")
    @Reads
    @Operation(summary = "When a store is open: its week, the days that differ, and what holds on the next 14 days")
    Hours hours(@PathVariable StoreCode code) {
        user.requireStore(code);
        StoreView store = stores.get(code);
        ZonedDateTime now = ZonedDateTime.now(clock.withZone(store.timeZone()));
        LocalDate today = now.toLocalDate();
        List<WeekdayHours> week = new ArrayList<>();
        hours.week(store.id()).forEach((weekday, spans) -> week.add(new WeekdayHours(weekday, spans)));
        List<OpenDay> days = hours.days(store.id(), today, today.plusDays(DAYS_SHOWN - 1));
        List<Span> spans = days.get(0).spans();
        return new Hours(
                code,
                week,
                hours.specialDays(store.id(), today.minusMonths(1), today.plusYears(5)),
                days,
                spans == null ? null : spans.stream().anyMatch(span -> span.includes(now.toLocalTime())));
    }

    @PutMapping("/stores/{code}/hours")
    @Plans
    @Operation(summary = "Sets the hours of the week; a weekday without spans is closed, one left out is not known")
    Hours setWeek(@PathVariable StoreCode code, @RequestBody List<WeekdayGiven> given) {
        user.requireStore(code);
        Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
        for (WeekdayGiven one : given) {
            if (one.weekday() == null) {
                throw StoreDraft.refusal("weekday", "hours belong to a weekday such as MONDAY", "absent");
            }
            if (week.put(one.weekday(), Span.checked("spans", one.spans())) != null) {
                throw StoreDraft.refusal(
                        "weekday", "it is given twice", one.weekday().name());
            }
        }
        hours.setWeek(stores.get(code), week);
        return hours(code);
    }

    @PutMapping("/stores/{code}/special-days/{day}")
    @Plans
    @Operation(summary = "Says that a store is closed on a day (no spans) or open at other hours")
    Hours setSpecialDay(@PathVariable StoreCode code, @PathVariable LocalDate day, @RequestBody SpecialDayGiven given) {
        user.requireStore(code);
        hours.setSpecialDay(stores.get(code), day, name(given), Span.checked("spans", given.spans()));
        return hours(code);
    }

    @DeleteMapping("/stores/{code}/special-days/{day}")
    @Plans
    @Operation(summary = "The usual hours, or the chain's special ones, hold again")
    Hours removeSpecialDay(@PathVariable StoreCode code, @PathVariable LocalDate day) {
        user.requireStore(code);
        hours.removeSpecialDay(stores.get(code), day);
        return hours(code);
    }

    @GetMapping("/special-days")
    @Reads
    @Operation(summary = "The days on which the whole chain is closed or open at other hours")
    Listing<SpecialDay> chain() {
        LocalDate today = LocalDate.now(clock.withZone(stores.chainZone()));
        List<SpecialDay> days = hours.specialDays(null, today.minusMonths(1), today.plusYears(5));
        return new Listing<>(days, new Listing.Meta(days.size(), 1, Math.max(1, days.size())));
    }

    @PutMapping("/special-days/{day}")
    @Plans
    @Operation(summary = "Says so for all stores; where a store has said something itself, that holds")
    Listing<SpecialDay> setForChain(@PathVariable LocalDate day, @RequestBody SpecialDayGiven given) {
        hours.setSpecialDay(null, day, name(given), Span.checked("spans", given.spans()));
        return chain();
    }

    @DeleteMapping("/special-days/{day}")
    @Plans
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "The usual hours hold again for the chain")
    void removeForChain(@PathVariable LocalDate day) {
        hours.removeSpecialDay(null, day);
    }

    private static String name(SpecialDayGiven given) {
        String name = given.name() == null ? "" : given.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw StoreDraft.refusal("name", "a name has 1 to %d characters".formatted(LONGEST_NAME), name);
        }
        return name;
    }
}
