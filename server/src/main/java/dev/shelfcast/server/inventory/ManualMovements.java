package dev.shelfcast.server.inventory;

import dev.shelfcast.server.catalog.ProductView;
import dev.shelfcast.server.catalog.Products;
import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Refusal;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.StoreView;
import dev.shelfcast.server.stores.Stores;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Movements that people and programs post by hand, one or thousands, each answered by itself. */
@Component
class ManualMovements {

    static final int MOST = 10_000;
    static final String SOURCE = "API";

    private final Products products;
    private final Stores stores;
    private final StockLedger ledger;
    private final BackDating backDating;
    private final ClosedBooks closed;
    private final AuditLog audit;
    private final CurrentUser user;

    ManualMovements(
            Products products,
            Stores stores,
            StockLedger ledger,
            BackDating backDating,
            ClosedBooks closed,
            AuditLog audit,
            CurrentUser user) {
        this.products = products;
        this.stores = stores;
        this.ledger = ledger;
        this.backDating = backDating;
        this.closed = closed;
        this.audit = audit;
        this.user = user;
    }

    /**
     * Within the caller's transaction. Lines that are wrong in themselves are refused one by one; those that are left
     * are posted together, and a shortage among them refuses the whole request, since goods are counted over all of it.
     */
    List<TransactionResult> post(List<TransactionBody> bodies) {
        Map<StoreCode, StoreView> shops = stores.listByCode(bodies.stream()
                .map(TransactionBody::store)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        Map<Sku, ProductView> goods = products.listBySku(bodies.stream()
                .map(TransactionBody::sku)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        Scene scene = new Scene(shops, goods, backDating.window(times(bodies)), openPeriods(shops, times(bodies)));
        Map<Integer, TransactionResult> results = new TreeMap<>();
        List<Movement> movements = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            try {
                movements.add(movement(bodies.get(i), scene));
                indexes.add(i);
            } catch (Refusal refusal) {
                results.put(i, TransactionResult.refused(i, refusal.code(), refusal.detail()));
            }
        }
        List<PostedMovement> posted = ledger.post(movements);
        for (int i = 0; i < posted.size(); i++) {
            results.put(indexes.get(i), TransactionResult.posted(indexes.get(i), posted.get(i)));
        }
        if (posted.stream().anyMatch(movement -> !movement.repeated())) {
            audit.record("movement.post", "movements", String.valueOf(posted.size()), null, accepted(bodies, indexes));
        }
        return List.copyOf(results.values());
    }

    /** What the lines of a request are checked against. */
    private record Scene(
            Map<StoreCode, StoreView> shops, Map<Sku, ProductView> goods, BackDating.Window window, OpenPeriods open) {}

    private static List<OffsetDateTime> times(List<TransactionBody> bodies) {
        return bodies.stream()
                .map(TransactionBody::occurredAt)
                .filter(Objects::nonNull)
                .toList();
    }

    private OpenPeriods openPeriods(Map<StoreCode, StoreView> shops, List<OffsetDateTime> times) {
        return closed.openPeriods(
                shops.values().stream().map(StoreView::id).toList(),
                times.stream().map(OffsetDateTime::toInstant).toList());
    }

    private static Map<String, Object> accepted(List<TransactionBody> bodies, List<Integer> indexes) {
        Map<String, Object> after = new HashMap<>();
        after.put("count", indexes.size());
        after.put("first", indexes.stream().limit(20).map(bodies::get).toList());
        return after;
    }

    private Movement movement(TransactionBody body, Scene scene) {
        StoreCode code = given("store", body.store());
        user.requireStore(code);
        StoreView store = scene.shops().get(code);
        if (store == null) {
            throw new Invalid("UNKNOWN_STORE", "There is no store with the code '%s'.".formatted(code));
        }
        Sku sku = given("sku", body.sku());
        ProductView product = scene.goods().get(sku);
        if (product == null) {
            throw new Invalid("UNKNOWN_SKU", "There is no product with the SKU '%s'.".formatted(sku));
        }
        String lot = body.lot();
        if (lot != null && lot.isBlank()) {
            throw new Invalid("LOT_INVALID", "A lot has a code. Maybe leave it out.");
        }
        OffsetDateTime given = body.occurredAt();
        Instant at = given == null
                ? null
                : scene.open().require(store.id(), scene.window().require(given));
        String name = body.externalId();
        return new Movement(
                kind(given("kind", body.kind())),
                store.id(),
                product.id(),
                given("quantity", body.quantity()),
                lot,
                body.expiry(),
                at,
                body.reason(),
                name == null ? Origin.unnamed(SOURCE) : Origin.once(SOURCE, name, 0),
                Oversell.REFUSE);
    }

    private static MovementKind kind(String name) {
        if (name.equals("ADJUSTMENT")) {
            return MovementKind.COUNT_VARIANCE;
        }
        return Arrays.stream(MovementKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Invalid(
                        "MOVEMENT_KIND_INVALID",
                        "There is no kind '%s'. Maybe one of %s."
                                .formatted(name, Arrays.toString(MovementKind.values()))));
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new Invalid("FIELD_MISSING", "The field %s is needed.".formatted(field));
        }
        return value;
    }
}
