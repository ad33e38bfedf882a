package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.demand.BusinessDay;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.springframework.stereotype.Component;

/** The moment that decisions stand on: now, or the evening of the last day where a history file was loaded. */
@Component
class DecisionTime {

    private static final LocalTime EVENING = LocalTime.of(20, 0);

    private final BusinessDay businessDay;
    private final Clock clock;

    DecisionTime(BusinessDay businessDay, Clock clock) {
        this.businessDay = businessDay;
        this.clock = clock;
    }

    ZonedDateTime in(ZoneId zone) {
        LocalDate asOf = businessDay.asOf();
        return asOf.equals(businessDay.today())
                ? clock.instant().atZone(zone)
                : asOf.atTime(EVENING).atZone(zone);
    }
}
