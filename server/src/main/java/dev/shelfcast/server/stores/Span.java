package dev.shelfcast.server.stores;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stretch of a day in which a store is open; one that closes at 00:00 is open until midnight. */
record Span(LocalTime opens, LocalTime closes) {

    private static final int MOST_A_DAY = 6;

    /** As somebody writes it down. */
    record Given(@Nullable LocalTime opens, @Nullable LocalTime closes) {}

    /** In order and without overlaps, else a refusal that names the field. */
    static List<Span> checked(String field, @Nullable List<Given> given) {
        if (given == null || given.size() > MOST_A_DAY) {
            throw StoreDraft.refusal(
                    field, "a day has 0 to %d spans, none where it is closed".formatted(MOST_A_DAY), "absent");
        }
        List<Span> spans = new ArrayList<>();
        for (Given one : given) {
            if (one.opens() == null || one.closes() == null) {
                throw StoreDraft.refusal(field, "a span has opens and closes", "absent");
            }
            spans.add(new Span(one.opens(), one.closes()));
        }
        spans.sort(Comparator.comparing(Span::opens));
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            if (!span.untilMidnight() && !span.closes().isAfter(span.opens())) {
                throw StoreDraft.refusal(
                        field,
                        "it closes before it opens; what goes on past midnight ends at 00:00 and begins again with the"
                                + " next day",
                        span.text());
            }
            if (i > 0
                    && (spans.get(i - 1).untilMidnight()
                            || spans.get(i - 1).closes().isAfter(span.opens()))) {
                throw StoreDraft.refusal(
                        field, "it overlaps %s".formatted(spans.get(i - 1).text()), span.text());
            }
        }
        return List.copyOf(spans);
    }

    boolean includes(LocalTime time) {
        return !time.isBefore(opens) && (untilMidnight() || time.isBefore(closes));
    }

    private boolean untilMidnight() {
        return closes.equals(LocalTime.MIDNIGHT);
    }

    private String text() {
        return opens + "–" + closes;
    }
}
