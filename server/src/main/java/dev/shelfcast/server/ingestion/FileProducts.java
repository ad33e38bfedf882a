package dev.shelfcast.server.ingestion;

import dev.shelfcast.server.catalog.ProductDraft;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Sku;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The products that a file names, numbered in the order in which they appear; by code where it has codes, else by
 * name.
 */
final class FileProducts {

    /** 19 bits of the staged rows' sort key, and a bound on memory. */
    static final int MOST = 1 << 19;

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_CATEGORY = 100;
    private static final Set<String> TOTALS = Set.of(
            "total", "totals", "grand total", "subtotal", "sub total", "sum", "summe", "gesamt", "total:", "sum:");

    private final boolean mustExist;
    private final Set<String> known;
    private final Words bySku = new Words();
    private final Words byName = new Words();
    private final Words categoryWords = new Words();
    private final Map<String, Integer> bySkuText = new HashMap<>();
    private final Map<String, Integer> byNameText = new HashMap<>();
    private final Map<String, Integer> categories = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> categoryNames = new ArrayList<>();
    private final List<Long> categoryHashes = new ArrayList<>();
    private final Hash128 hash = new Hash128();
    private String refusal = "";

    /** One product of the file, with the latest that its rows said of it. */
    static final class Entry {
        final @Nullable String sku;

        @Nullable
        String name;

        long hash;
        int category = -1;
        long cost = Amount.NONE;
        long price = Amount.NONE;
        long at = Long.MIN_VALUE;

        Entry(@Nullable String sku, @Nullable String name) {
            this.sku = sku;
            this.name = name;
        }
    }

    /**
     * A file that gives codes only can't create products: {@code known} then holds the codes and lower-case names
     * that exist.
     */
    FileProducts(boolean mustExist, Set<String> known) {
        this.mustExist = mustExist;
        this.known = known;
    }

    /** The product's number, or -1 with the reason in {@link #refusal()}. */
    int find(RecordReader row, int skuColumn, int nameColumn) {
        boolean sku = present(row, skuColumn);
        int column = sku ? skuColumn : nameColumn;
        if (column < 0 || column >= row.count()) {
            return refuse("is empty");
        }
        Words words = sku ? bySku : byName;
        int found = words.find(row.buffer(), row.start(column), row.end(column));
        if (found == Words.UNKNOWN) {
            String text = row.text(column);
            found = sku ? addSku(text) : addName(text);
            if (found < 0) {
                return found;
            }
            words.put(row.buffer(), row.start(column), row.end(column), found);
        }
        if (sku && entries.get(found).name == null && present(row, nameColumn)) {
            String name = clean(row.text(nameColumn));
            entries.get(found).name = name.length() <= LONGEST_NAME && printable(name) ? name : null;
        }
        return found;
    }

    private static boolean present(RecordReader row, int column) {
        if (column < 0 || column >= row.count()) {
            return false;
        }
        for (int p = row.start(column); p < row.end(column); p++) {
            if (row.buffer()[p] > ' ') {
                return true;
            }
        }
        return false;
    }

    private int addSku(String text) {
        Integer before = bySkuText.get(text);
        if (before != null) {
            return before;
        }
        try {
            Sku.of(text);
        } catch (Invalid invalid) {
            return refuse("is no product code: " + invalid.detail());
        }
        if (TOTALS.contains(text.toLowerCase(Locale.ROOT))) {
            return refuse("is a totals line, not a product");
        }
        if (mustExist && !known.contains(text) && !known.contains(text.toLowerCase(Locale.ROOT))) {
            return refuse("is not a known product; send its name too, or a products file first");
        }
        return add(bySkuText, text, new Entry(text, null));
    }

    private int addName(String text) {
        String name = clean(text);
        String key = name.toLowerCase(Locale.ROOT);
        Integer before = byNameText.get(key);
        if (before != null) {
            return before;
        }
        if (name.isEmpty()) {
            return refuse("is empty");
        }
        if (name.length() > LONGEST_NAME) {
            return refuse("is longer than " + LONGEST_NAME + " characters");
        }
        if (!printable(name)) {
            return refuse("has control characters");
        }
        if (TOTALS.contains(key)) {
            return refuse("is a totals line, not a product");
        }
        return add(byNameText, key, new Entry(null, name));
    }

    private int add(Map<String, Integer> keys, String key, Entry entry) {
        if (entries.size() == MOST) {
            return refuse("is one product too many: a file may name " + MOST);
        }
        entry.hash =
                hash.reset().add(entry.sku == null ? 1 : 2).add(key).finish().high();
        entries.add(entry);
        keys.put(key, entries.size() - 1);
        return entries.size() - 1;
    }

    /** The category's number for {@link Entry#category}, -1 for none, -2 where it can't be one. */
    int category(RecordReader row, int column) {
        if (!present(row, column)) {
            return -1;
        }
        int found = categoryWords.find(row.buffer(), row.start(column), row.end(column));
        if (found == Words.UNKNOWN) {
            String text = clean(row.text(column));
            found = text.length() > LONGEST_CATEGORY || !printable(text) || categoryNames.size() == MOST
                    ? -2
                    : categories.computeIfAbsent(text.toLowerCase(Locale.ROOT), key -> {
                        categoryNames.add(text);
                        categoryHashes.add(hash.reset().add(key).finish().high());
                        return categoryNames.size() - 1;
                    });
            categoryWords.put(row.buffer(), row.start(column), row.end(column), found);
        }
        return found;
    }

    /** For the row's hash: the number depends on the file, the text does not. */
    long categoryHash(int category) {
        return category < 0 ? 0 : categoryHashes.get(category);
    }

    Entry get(int product) {
        return entries.get(product);
    }

    int size() {
        return entries.size();
    }

    int categoryCount() {
        return categoryNames.size();
    }

    String refusal() {
        return refusal;
    }

    /**
     * What the catalog shall create where it doesn't know the product; names are made unique among the file's codes.
     */
    List<ProductDraft> drafts() {
        Map<String, Integer> owners = new HashMap<>();
        Set<String> used = new HashSet<>();
        List<ProductDraft> drafts = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            String name = entry.name == null ? entry.sku : entry.name;
            if (name == null) {
                throw new IllegalStateException("a product without name and code");
            }
            if (entry.sku != null && owners.putIfAbsent(name.toLowerCase(Locale.ROOT), i) != null) {
                name = withCode(name, entry.sku);
            }
            used.add(name);
            drafts.add(draft(entry, name));
        }
        return drafts;
    }

    static String withCode(String name, String sku) {
        String suffix = " (" + sku + ")";
        return name.substring(0, Math.min(name.length(), LONGEST_NAME - suffix.length())) + suffix;
    }

    private ProductDraft draft(Entry entry, String name) {
        Sku sku = entry.sku == null ? null : Sku.of(entry.sku);
        BigDecimal cost = money(entry.cost);
        BigDecimal price = money(entry.price);
        String category = entry.category < 0 ? null : categoryNames.get(entry.category);
        try {
            return new ProductDraft(name, sku, category, cost, price);
        } catch (Invalid unusableCategory) {
            return new ProductDraft(name, sku, null, cost, price);
        }
    }

    private static @Nullable BigDecimal money(long amount) {
        return amount == Amount.NONE ? null : BigDecimal.valueOf(amount, 4);
    }

    private int refuse(String reason) {
        refusal = reason;
        return -1;
    }

    private static boolean printable(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    /** One blank between words, none at the ends. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t' || c == '\u00A0' || c == '\n' || c == '\r') {
                blank = !clean.isEmpty();
            } else {
                if (blank) {
                    clean.append(' ');
                    blank = false;
                }
                clean.append(c);
            }
        }
        return clean.toString();
    }
}
