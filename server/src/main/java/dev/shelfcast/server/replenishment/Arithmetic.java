package dev.shelfcast.server.replenishment;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The numbers behind a decision, in the order in which a person would work them out; stored with the line. Lines that
 * were written before a number was kept are without it.
 */
public record Arithmetic(
        String policy,
        LocalDate asOf,
        String model,
        BigDecimal demandPerDay,
        BigDecimal leadTimeDays,
        BigDecimal reviewDays,
        BigDecimal protectionDays,
        BigDecimal serviceLevel,
        BigDecimal expectedDemand,
        BigDecimal safetyStock,
        BigDecimal reorderPoint,
        BigDecimal orderUpTo,
        BigDecimal onHand,
        BigDecimal reserved,
        BigDecimal unavailable,
        BigDecimal incoming,
        BigDecimal position,
        BigDecimal rawQuantity,
        @Nullable BigDecimal packMultiple,
        BigDecimal minimumQuantity,
        BigDecimal roundedQuantity,
        BigDecimal simpleQuantity,
        BigDecimal forecastDay,
        BigDecimal forecastWeek,
        BigDecimal forecastMonth,
        BigDecimal daysOfCover,
        @Nullable BigDecimal backOrdered,
        @Nullable BigDecimal leadTimeSdDays,
        @Nullable String leadTimeFrom) {}
