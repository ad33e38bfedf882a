package dev.shelfcast.server.ingestion;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/** A store's local time to instants and back, with the last answers kept: neighbouring rows are of the same hour. */
final class StoreClock {

    private static final int HOUR = 3600;

    private final ZoneRules rules;
    private final boolean fixed;
    private long localHour = Long.MIN_VALUE;
    private int localOffset;
    private long utcHour = Long.MIN_VALUE;
    private int utcOffset;

    StoreClock(ZoneId zone) {
        this.rules = zone.getRules();
        this.fixed = rules.isFixedOffset();
        this.localOffset = rules.getOffset(Instant.EPOCH).getTotalSeconds();
        this.utcOffset = localOffset;
    }

    /** The second of 1970 in which the store's clocks show this; a time skipped by the clocks is moved forward. */
    long instant(long localSecond) {
        long hour = Math.floorDiv(localSecond, HOUR);
        if (!fixed && hour != localHour) {
            localHour = hour;
            localOffset = rules.getOffset(LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC))
                    .getTotalSeconds();
        }
        return localSecond - localOffset;
    }

    /** The store's calendar day, as a day of 1970. */
    int day(long epochSecond) {
        long hour = Math.floorDiv(epochSecond, HOUR);
        if (!fixed && hour != utcHour) {
            utcHour = hour;
            utcOffset = rules.getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
        }
        return (int) Math.floorDiv(epochSecond + utcOffset, 86_400L);
    }
}
