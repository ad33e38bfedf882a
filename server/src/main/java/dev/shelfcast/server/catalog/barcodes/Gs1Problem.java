package dev.shelfcast.server.catalog.barcodes;

import dev.shelfcast.server.shared.FieldProblem;
import dev.shelfcast.server.shared.Invalid;
import java.util.List;

/** Refusals that name the place, counted from 1, and what stands there. */
final class Gs1Problem {

    private static final int SHOWN = 40;

    private Gs1Problem() {}

    static Invalid at(int index, String value, String reason) {
        String shown = shown(value);
        return new Invalid(
                "BARCODE_INVALID",
                "The code cannot be read at position %d, '%s': %s.".formatted(index + 1, shown, reason),
                List.of(new FieldProblem("code", "position %d: %s".formatted(index + 1, reason), shown)));
    }

    private static String shown(String value) {
        String text = value.replaceAll("\\p{Cntrl}", "?");
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
