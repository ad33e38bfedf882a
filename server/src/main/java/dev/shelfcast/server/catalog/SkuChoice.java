package dev.shelfcast.server.catalog;

import dev.shelfcast.server.shared.Sku;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Chooses SKUs for products that came with a name only: Milk 1L becomes MILK-1L, a second one MILK-1L-2. */
final class SkuChoice {

    private static final int LONGEST = 48;
    private static final int NUMBERED = 9;

    private SkuChoice() {}

    /**
     * One free SKU per draft, in their order. {@code taken} answers which of the candidates exist already; it is asked
     * for all drafts at once and at most ten times.
     */
    static List<String> choose(List<ProductDraft> drafts, Function<Set<String>, Set<String>> taken) {
        List<String> chosen =
                new ArrayList<>(drafts.stream().map(SkuChoice::wish).toList());
        Set<String> free = new HashSet<>();
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            open.add(i);
        }
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            Set<String> candidates = new HashSet<>();
            for (int i : open) {
                chosen.set(i, candidate(drafts.get(i), attempt));
                candidates.add(chosen.get(i));
            }
            Set<String> inUse = attempt > NUMBERED ? Set.of() : taken.apply(candidates);
            open.removeIf(i -> !inUse.contains(chosen.get(i)) && free.add(chosen.get(i)));
            if (attempt > NUMBERED && !open.isEmpty()) {
                throw new IllegalStateException("no SKU is free for " + drafts.get(open.get(0)));
            }
        }
        return chosen;
    }

    private static String candidate(ProductDraft draft, int attempt) {
        String wish = wish(draft);
        if (attempt == 1) {
            return wish;
        }
        // Ten products that read alike are rare; past that the name's own hash tells them apart in one more step.
        String suffix = attempt <= NUMBERED ? String.valueOf(attempt) : hash(draft.name());
        return wish + "-" + suffix;
    }

    private static String wish(ProductDraft draft) {
        Sku sku = draft.sku();
        return sku != null ? sku.value() : fromName(draft.name());
    }

    static String fromName(String name) {
        String code = name.toUpperCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{Nd}]+", "-")
                .replaceAll("^-|-$", "");
        if (code.isEmpty()) {
            return "P-" + hash(name);
        }
        return code.length() <= LONGEST ? code : code.substring(0, LONGEST).replaceAll("-$", "");
    }

    private static String hash(String name) {
        long mixed = 1125899906842597L;
        for (int i = 0; i < name.length(); i++) {
            mixed = 31 * mixed + name.charAt(i);
        }
        return Long.toString(mixed & Long.MAX_VALUE, 36).toUpperCase(Locale.ROOT);
    }
}
