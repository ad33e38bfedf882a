package dev.shelfcast.server.forecasting.overrides;

import dev.shelfcast.server.forecasting.overrides.PlannerOverride.Kind;
import dev.shelfcast.server.forecasting.overrides.PlannerOverride.Reason;
import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a planner says: of a product or a category, in one store or, without one, in all.
 *
 * @param value units a day, of all that is named together; percent for PERCENT
 */
record OverrideRequest(
        @Nullable String store,
        @Nullable String sku,
        @Nullable String category,
        LocalDate from,
        LocalDate to,
        Kind kind,
        BigDecimal value,
        Reason reason,
        @Nullable String note) {

    private static final int LONGEST_DAYS = 366;
    private static final int LONGEST_NOTE = 500;
    private static final BigDecimal MOST_UNITS = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal LEAST_PERCENT = BigDecimal.valueOf(-100);
    /** Ten times the statistics: more is said better in units. */
    private static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(900);

    /** Refuses what makes no sense whatever the forecasts are. */
    void check(LocalDate lastDay) {
        if ((sku == null) == (category == null)) {
            throw refusal("sku", "Name a product or a category, and not both.", String.valueOf(sku));
        }
        checkDays(lastDay);
        checkValue();
        if (note != null && note.length() > LONGEST_NOTE) {
            throw refusal("note", "A note has at most %d characters.".formatted(LONGEST_NOTE), note.length() + "");
        }
        if (reason == Reason.OTHER && (note == null || note.isBlank())) {
            throw refusal("note", "Other reasons need a note that says which.", note);
        }
    }

    private void checkDays(LocalDate lastDay) {
        if (to.isBefore(from)) {
            throw refusal("to", "The last day is before the first, %s.".formatted(from), to.toString());
        }
        long days = ChronoUnit.DAYS.between(from, to) + 1;
        if (days > LONGEST_DAYS) {
            throw refusal("to", "An override covers at most %d days, not %d.".formatted(LONGEST_DAYS, days), "" + to);
        }
        if (!from.isAfter(lastDay)) {
            throw refusal("from", "Days up to %s are over. Maybe begin with the next.".formatted(lastDay), "" + from);
        }
        if (from.isAfter(lastDay.plusDays(LONGEST_DAYS))) {
            throw refusal("from", "More than a year ahead is too far to know.", "" + from);
        }
    }

    private void checkValue() {
        boolean fits = switch (kind) {
            case SET -> value.signum() >= 0 && value.compareTo(MOST_UNITS) <= 0;
            case ADD -> value.signum() != 0 && value.abs().compareTo(MOST_UNITS) <= 0;
            case PERCENT ->
                value.signum() != 0 && value.compareTo(LEAST_PERCENT) >= 0 && value.compareTo(MOST_PERCENT) <= 0;
        };
        if (!fits || value.stripTrailingZeros().scale() > 3) {
            String rule = switch (kind) {
                case SET -> "SET takes 0 to 1,000,000 units a day.";
                case ADD -> "ADD takes up to 1,000,000 units a day, up or down, and not 0.";
                case PERCENT -> "PERCENT takes −100 to 900, and not 0.";
            };
            throw refusal("value", rule + " At most 3 decimals.", value.toPlainString());
        }
    }

    private static Invalid refusal(String field, String reason, @Nullable String value) {
        return new Invalid(
                "OVERRIDE_INVALID",
                "The override is not possible. " + reason,
                List.of(new FieldProblem(field, reason, value)));
    }
}
