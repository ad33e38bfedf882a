package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.shared.StoreCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How goods come from the store that supplies this one.
 *
 * @param available what that store can still part with, after all that others have asked of it
 * @param transportDays from its shelf to this one's, on average
 * @param transportSdDays standard deviation of that
 * @param orderWeekdays ISO weekdays on which it takes orders; none: on all
 * @param cutOff what is ordered later counts as the next day's
 */
record Route(
        long storeId,
        StoreCode code,
        String name,
        BigDecimal available,
        BigDecimal transportDays,
        BigDecimal transportSdDays,
        List<Integer> orderWeekdays,
        @Nullable LocalTime cutOff) {

    /**
     * The lead time is the wait for the next day on which orders are taken and the transport; where there are such
     * days, the time between that one and the next is what an order has to last beyond it.
     */
    Policy timed(Policy policy, ZonedDateTime now) {
        LocalDate today = now.toLocalDate();
        boolean tooLate = cutOff != null && now.toLocalTime().isAfter(cutOff);
        LocalDate order = orderDay(tooLate ? today.plusDays(1) : today);
        BigDecimal wait = BigDecimal.valueOf(ChronoUnit.DAYS.between(today, order));
        BigDecimal review = orderWeekdays.isEmpty()
                ? policy.reviewDays()
                : BigDecimal.valueOf(ChronoUnit.DAYS.between(order, orderDay(order.plusDays(1))));
        return new Policy(
                policy.kind(),
                policy.serviceLevel(),
                wait.add(transportDays),
                transportSdDays,
                review,
                Policy.LeadTimeFrom.ROUTE);
    }

    private LocalDate orderDay(LocalDate earliest) {
        LocalDate day = earliest;
        while (!orderWeekdays.isEmpty()
                && !orderWeekdays.contains(day.getDayOfWeek().getValue())) {
            day = day.plusDays(1);
        }
        return day;
    }
}
