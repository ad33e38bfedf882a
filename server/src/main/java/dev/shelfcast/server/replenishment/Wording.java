package dev.shelfcast.server.replenishment;

import dev.shelfcast.server.shared.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The planner's sentences. */
final class Wording {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("h a", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("h:mm a", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    private Wording() {}

    static String headline(BigDecimal quantity, ZonedDateTime neededBy, ZonedDateTime now) {
        BigDecimal units = Decimals.plain(quantity);
        return "Restock %s unit%s by %s"
                .formatted(
                        units.toPlainString(), units.compareTo(BigDecimal.ONE) == 0 ? "" : "s", moment(neededBy, now));
    }

    private static String moment(ZonedDateTime at, ZonedDateTime now) {
        String time = (at.getMinute() == 0 ? HOUR : MINUTE).format(at);
        LocalDate today = now.toLocalDate();
        if (at.toLocalDate().equals(today)) {
            return time + " today";
        }
        if (at.toLocalDate().equals(today.plusDays(1))) {
            return time + " tomorrow";
        }
        return time + " on " + DAY.format(at);
    }

    static String reason(Situation situation, Arithmetic inputs) {
        StringBuilder text = new StringBuilder();
        text.append("About %s a day are sold. ".formatted(shown(inputs.demandPerDay())));
        if (inputs.policy().equals(Policy.Kind.SIMPLE.name())) {
            text.append("The simple policy keeps a week's forecast (%s) and a fifth more: %s. "
                    .formatted(shown(inputs.expectedDemand()), shown(inputs.orderUpTo())));
        } else {
            text.append("Until a delivery ordered now has to last (%s: lead time %s%s%s) %s are expected to be sold; "
                    .formatted(
                            days(inputs.protectionDays()),
                            days(inputs.leadTimeDays()),
                            leadTimeFrom(inputs),
                            inputs.reviewDays().signum() == 0 ? "" : " and review every " + days(inputs.reviewDays()),
                            shown(inputs.expectedDemand())));
            text.append("%s of safety stock cover %s%% of cases, so %s are wanted. "
                    .formatted(
                            shown(inputs.safetyStock()),
                            shown(inputs.serviceLevel().movePointRight(2)),
                            shown(inputs.orderUpTo())));
        }
        text.append("The position is %s (%s on hand, %s on order, %s reserved%s)"
                .formatted(
                        shown(inputs.position()),
                        shown(inputs.onHand()),
                        shown(inputs.incoming()),
                        shown(inputs.reserved()),
                        situation.stock().backOrdered().signum() == 0
                                ? ""
                                : ", %s back-ordered"
                                        .formatted(shown(situation.stock().backOrdered()))));
        return text.append(outcome(situation, inputs)).toString();
    }

    private static String outcome(Situation situation, Arithmetic inputs) {
        if (inputs.roundedQuantity().signum() == 0) {
            return ", above the reorder point of %s: nothing to order.".formatted(shown(inputs.reorderPoint()));
        }
        String missing = ", so %s are missing".formatted(shown(inputs.rawQuantity()));
        Situation.Source source = situation.source();
        Route route = situation.route();
        if (route != null) {
            return "%s, and %s can give %s: %s are asked of it."
                    .formatted(missing, route.name(), shown(route.available()), shown(inputs.roundedQuantity()));
        }
        if (source == null) {
            return "%s, rounded up to %s.".formatted(missing, shown(inputs.roundedQuantity()));
        }
        String minimum = source.minimumQuantity().compareTo(inputs.rawQuantity()) > 0
                ? ", at least %s".formatted(shown(source.minimumQuantity()))
                : "";
        return "%s, rounded up to %s in packs of %s%s from %s."
                .formatted(
                        missing, shown(inputs.roundedQuantity()), shown(source.packMultiple()), minimum, source.name());
    }

    private static String leadTimeFrom(Arithmetic inputs) {
        if (Policy.LeadTimeFrom.LEARNED.name().equals(inputs.leadTimeFrom())) {
            return " as the last deliveries took";
        }
        return Policy.LeadTimeFrom.ROUTE.name().equals(inputs.leadTimeFrom()) ? " by the route" : "";
    }

    private static String days(BigDecimal days) {
        return "%s day%s".formatted(shown(days), days.compareTo(BigDecimal.ONE) == 0 ? "" : "s");
    }

    private static String shown(BigDecimal value) {
        return Decimals.plain(value).toPlainString();
    }
}
