package dev.shelfcast.server.inventory;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Role;
import dev.shelfcast.server.shared.Forbidden;
import dev.shelfcast.server.shared.Invalid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far back, and how little ahead, people may date what they write down by hand. */
@Component
public class BackDating {

    /** Clocks of devices differ by minutes; what is further ahead is a mistake. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final CurrentUser user;
    private final Clock clock;

    BackDating(JdbcClient jdbc, CurrentUser user, Clock clock) {
        this.jdbc = jdbc;
        this.user = user;
        this.clock = clock;
    }

    /** The times that one user may give, at one moment. */
    public record Window(Role role, int days, Instant now) {

        /** The time as the database keeps it, or now where none is given; refused outside the window. */
        public Instant require(@Nullable OffsetDateTime given) {
            Instant at = given == null ? now : given.toInstant().truncatedTo(ChronoUnit.MICROS);
            if (at.isAfter(now.plus(SKEW))) {
                throw new Invalid(
                        "TIME_IN_FUTURE",
                        ("It is %s, and this is said to have happened at %s: more than %d minutes ahead is more than "
                                        + "a clock that is fast.")
                                .formatted(now, at, SKEW.toMinutes()));
            }
            Instant earliest = now.minus(Duration.ofDays(days));
            if (at.isBefore(earliest)) {
                throw new Forbidden(
                        "BACK_DATED_TOO_FAR",
                        ("A %s may write down what happened in the last %d days, since %s, and this was at %s. "
                                        + "Maybe ask an administrator, or count the shelf.")
                                .formatted(role, days, earliest, at));
            }
            return at;
        }
    }

    /** The window of whoever is asking; without a time given nothing needs to be looked up. */
    public Window window(Collection<OffsetDateTime> given) {
        Role role = user.role();
        return new Window(
                role, given.isEmpty() ? 0 : days(role), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** The time given, if it is in the window of whoever is asking; now where none is given. */
    public Instant time(@Nullable OffsetDateTime given) {
        return window(given == null ? List.of() : List.of(given)).require(given);
    }

    private int days(Role role) {
        return jdbc.sql("select days from inventory.back_dating where role = :role")
                .param("role", role.name())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }
}
