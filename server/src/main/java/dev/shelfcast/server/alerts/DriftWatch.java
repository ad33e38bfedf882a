package dev.shelfcast.server.alerts;

import dev.shelfcast.server.forecasting.DriftFound;
import dev.shelfcast.server.forecasting.DriftWatched;
import dev.shelfcast.server.forecasting.DriftWatched.Standing;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Raises an alert for each drift, and resolves it when a watch no longer finds it. */
@Component
class DriftWatch {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final JdbcClient jdbc;
    private final AlertBook book;
    private final Errands errands;

    DriftWatch(JdbcClient jdbc, AlertBook book, Errands errands) {
        this.jdbc = jdbc;
        this.book = book;
        this.errands = errands;
    }

    @EventListener
    void on(DriftFound drift) {
        errands.soon(() -> book.raise(AlertKind.DRIFT, List.of(cause(drift))));
    }

    @EventListener
    void on(DriftWatched watched) {
        errands.soon(() -> book.settleAllBut(
                AlertKind.DRIFT,
                watched.standing().stream().map(DriftWatch::subject).collect(Collectors.toSet())));
    }

    private record Shop(long id, String name) {}

    private Cause cause(DriftFound drift) {
        Optional<Shop> shop = jdbc.sql("select id, name from stores.v_store where code = :code")
                .param("code", drift.store())
                .query(Shop.class)
                .optional();
        String what = drift.category() == null ? "all products" : drift.category();
        String where = shop.map(Shop::name).orElse("all stores");
        boolean error = drift.kind().equals("ERROR");
        return new Cause(
                subject(new Standing(drift.kind(), drift.store(), drift.category(), drift.statistic())),
                error ? Severity.HIGH : Severity.MEDIUM,
                shop.map(Shop::id).orElse(null),
                null,
                null,
                error
                        ? "Forecasts no longer fit: %s in %s".formatted(what, where)
                        : "The %s has changed: %s in %s".formatted(drift.statistic(), what, where),
                "%s It began about %s.".formatted(capital(drift.detail()), DAY.format(drift.since())));
    }

    private static String capital(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String subject(Standing drift) {
        return String.join("|", drift.kind(), drift.statistic(), text(drift.store()), text(drift.category()));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
