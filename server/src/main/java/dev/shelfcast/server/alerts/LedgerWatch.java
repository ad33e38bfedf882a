package dev.shelfcast.server.alerts;

import dev.shelfcast.server.inventory.LedgerChecked;
import dev.shelfcast.server.inventory.LedgerDifference;
import dev.shelfcast.server.shared.Decimals;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Raises an alert for each store whose books are wrong, and resolves it when a check finds them right. */
@Component
class LedgerWatch {

    private static final int NAMED = 5;
    private static final String CHAIN = "chain";

    private final JdbcClient jdbc;
    private final AlertBook book;
    private final Errands errands;

    LedgerWatch(JdbcClient jdbc, AlertBook book, Errands errands) {
        this.jdbc = jdbc;
        this.book = book;
        this.errands = errands;
    }

    @EventListener
    void on(LedgerChecked checked) {
        errands.soon(() -> {
            tell(AlertKind.LEDGER_DIFFERENCE, checked.wrong(), checked.runId());
            tell(AlertKind.PROMISED_BEYOND_STOCK, checked.promised(), checked.runId());
        });
    }

    private record Shop(long id, String name) {}

    private void tell(AlertKind kind, List<LedgerDifference> differences, long runId) {
        Map<Long, List<LedgerDifference>> byStore = differences.stream()
                .collect(Collectors.groupingBy(LedgerDifference::storeId, TreeMap::new, Collectors.toList()));
        Map<Long, String> stores = jdbc
                .sql("select id, name from stores.v_store where id = any(:ids)")
                .param("ids", byStore.keySet().toArray(Long[]::new))
                .query(Shop.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Shop::id, Shop::name));
        Map<String, Cause> causes = new TreeMap<>();
        byStore.forEach((id, of) -> {
            String name = stores.get(id);
            Cause cause = cause(kind, name == null ? null : id, name, of, runId);
            // Goods on the road and places that do not exist are the chain's; the first of them is told.
            causes.putIfAbsent(cause.subject(), cause);
        });
        book.raise(kind, List.copyOf(causes.values()));
        book.settleAllBut(kind, causes.keySet());
    }

    private Cause cause(
            AlertKind kind, @Nullable Long store, @Nullable String name, List<LedgerDifference> of, long runId) {
        boolean wrong = kind == AlertKind.LEDGER_DIFFERENCE;
        String where = name == null ? "the chain" : name;
        String what = of.size() == 1 ? "1 product" : of.size() + " products";
        return new Cause(
                store == null ? CHAIN : String.valueOf(store),
                wrong ? Severity.CRITICAL : Severity.HIGH,
                store,
                null,
                runId,
                wrong
                        ? "The books of %s disagree with themselves".formatted(where)
                        : "%s of %s promised beyond stock".formatted(what, where),
                wrong ? wrongText(of) : promisedText(of));
    }

    private String wrongText(List<LedgerDifference> of) {
        Map<Long, String> skus = skus(of);
        String shown = of.stream()
                .limit(NAMED)
                .map(one -> "%s: %s, expected %s, found %s"
                        .formatted(
                                skus.getOrDefault(one.productId(), "product " + one.productId()),
                                one.rule().toLowerCase(Locale.ROOT).replace('_', ' '),
                                Decimals.plain(one.expected()).toPlainString(),
                                Decimals.plain(one.found()).toPlainString()))
                .collect(Collectors.joining("; "));
        return shown + more(of) + ". Stop posting by hand, keep a backup and look at the run of ledger-check.";
    }

    private String promisedText(List<LedgerDifference> of) {
        Map<Long, String> skus = skus(of);
        String shown = of.stream()
                .limit(NAMED)
                .map(one -> "%s: %s promised, %s on hand"
                        .formatted(
                                skus.getOrDefault(one.productId(), "product " + one.productId()),
                                Decimals.plain(one.found()).toPlainString(),
                                Decimals.plain(one.expected()).toPlainString()))
                .collect(Collectors.joining("; "));
        return shown + more(of) + ". A till has sold what was promised to orders: restock, or tell the customers.";
    }

    private static String more(List<LedgerDifference> of) {
        return of.size() > NAMED ? " and %d more".formatted(of.size() - NAMED) : "";
    }

    private record Product(long id, String sku) {}

    private Map<Long, String> skus(List<LedgerDifference> of) {
        return jdbc
                .sql("select id, sku from catalog.v_product where id = any(:ids)")
                .param("ids", of.stream().map(LedgerDifference::productId).toArray(Long[]::new))
                .query(Product.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Product::id, Product::sku));
    }
}
