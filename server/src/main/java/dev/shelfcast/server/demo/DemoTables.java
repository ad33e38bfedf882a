package dev.shelfcast.server.demo;

import dev.shelfcast.server.catalog.Gtin;
import dev.shelfcast.server.catalog.ProductDraft;
import dev.shelfcast.server.catalog.Products;
import dev.shelfcast.server.catalog.SupplierDraft;
import dev.shelfcast.server.catalog.SupplierTerms;
import dev.shelfcast.server.catalog.Suppliers;
import dev.shelfcast.server.demo.City.Item;
import dev.shelfcast.server.demo.City.Shop;
import dev.shelfcast.server.demo.Shelf.Arrival;
import dev.shelfcast.server.inventory.Place;
import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.stores.Holidays;
import dev.shelfcast.server.stores.Holidays.Holiday;
import dev.shelfcast.server.stores.StoreDraft;
import dev.shelfcast.server.stores.StoreKind;
import dev.shelfcast.server.stores.Stores;
import dev.shelfcast.server.stores.ZoneDraft;
import dev.shelfcast.server.stores.Zones;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes the demo chain's master data, and stages its days for the hand-over. */
@Component
class DemoTables {

    private final JdbcTemplate jdbc;
    private final Places places;
    private final Goods goods;

    DemoTables(JdbcTemplate jdbc, Places places, Goods goods) {
        this.jdbc = jdbc;
        this.places = places;
        this.goods = goods;
    }

    /** Who keeps what the chain is made of. */
    @Component
    record Places(Stores stores, Zones zones, Holidays holidays) {}

    /** Who keeps what the chain sells. */
    @Component
    record Goods(Products products, Suppliers suppliers) {}

    /** The database's ids of what the simulation knows by name. */
    record Ids(Map<String, Long> shops, Map<String, Long> items, Map<String, Long> suppliers) {

        long of(Shop shop) {
            return Objects.requireNonNull(shops.get(shop.code()));
        }

        long of(Item item) {
            return Objects.requireNonNull(items.get(item.name()));
        }

        long of(City.Supplier supplier) {
            return Objects.requireNonNull(suppliers.get(supplier.code()));
        }
    }

    Ids create(City city, LocalDate first) {
        places.zones()
                .ensure(city.zones().stream()
                        .map(zone -> new ZoneDraft(
                                Pincode.of(zone.pincode()),
                                zone.name(),
                                "Mumbai",
                                zone.latitude(),
                                zone.longitude(),
                                null,
                                true))
                        .toList());
        places.holidays()
                .ensure(Festivals.between(first.minusYears(1), first.plusYears(1)).stream()
                        .map(festival -> new Holiday(festival.day(), festival.name()))
                        .toList());
        Map<String, Long> shops = new HashMap<>();
        places.stores()
                .ensure(city.shops().stream().map(DemoTables::store).toList())
                .forEach((code, id) -> shops.put(code.value(), id));
        Map<String, Long> suppliers = goods.suppliers()
                .ensure(city.suppliers().stream()
                        .map(supplier -> new SupplierDraft(
                                supplier.code(),
                                supplier.name(),
                                supplier.email(),
                                BigDecimal.valueOf(supplier.leadTimeDays()),
                                BigDecimal.valueOf(supplier.leadTimeSdDays()),
                                BigDecimal.ZERO,
                                true))
                        .toList());
        Map<String, Long> items = goods.products()
                .ensureByName(city.items().stream()
                        .map(item -> product(item, city.items().indexOf(item)))
                        .toList());
        Ids ids = new Ids(shops, items, suppliers);
        goods.suppliers()
                .link(city.items().stream().map(item -> terms(item, ids)).toList());
        return ids;
    }

    private static StoreDraft store(Shop shop) {
        return new StoreDraft(
                StoreCode.of(shop.code()),
                shop.name(),
                StoreKind.valueOf(shop.kind()),
                Pincode.of(shop.zone().pincode()),
                shop.zone().name() + ", Mumbai " + shop.zone().pincode(),
                shop.zone().latitude(),
                shop.zone().longitude(),
                ChainSimulation.ZONE,
                ChainSimulation.RECEIVING);
    }

    /** Numbers beginning with 2 are for use within a shop, so none of them is somebody's. */
    private static ProductDraft product(Item item, int number) {
        String digits = "2%011d".formatted(number + 1);
        String sku = item.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "-");
        return new ProductDraft(
                item.name(),
                Sku.of(sku),
                item.category(),
                BigDecimal.valueOf(item.cost()),
                BigDecimal.valueOf(item.price()),
                "EA",
                digits + Gtin.checkDigit(digits),
                item.shelfLifeDays(),
                item.shelfLifeDays() != null);
    }

    private static SupplierTerms terms(Item item, Ids ids) {
        return new SupplierTerms(
                ids.of(item),
                ids.of(item.supplier()),
                null,
                BigDecimal.valueOf(item.cost()),
                null,
                BigDecimal.valueOf(item.pack()),
                BigDecimal.valueOf(item.pack()),
                true);
    }

    /** Runs the simulation and stages its sales and its waste. */
    void liveThrough(ChainSimulation chain, Ids ids, Consumer<LocalDate> dayEnded) {
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            try (CopyRows sales = new CopyRows(connection, """
                    copy demo.staged_sale (store_id, product_id, pincode, occurred_at, business_day, quantity,
                                           unit_price, discount, unit_cost, external_id) from stdin
                    """)) {
                chain.run(new StagedSales(sales, ids, dayEnded));
                return sales.end();
            }
        });
    }

    /** Hears of sales and passes them on as rows. */
    private record StagedSales(CopyRows rows, Ids ids, Consumer<LocalDate> listener) implements Chronicle {

        @Override
        public void sold(Sale sale) {
            Item item = sale.item();
            try {
                rows.add(
                        ids.of(sale.shop()),
                        ids.of(item),
                        sale.pincode(),
                        sale.at(),
                        sale.day(),
                        sale.quantity(),
                        item.price(),
                        sale.discount(),
                        item.cost(),
                        sale.order());
            } catch (SQLException e) {
                throw new IllegalStateException("the demo's sales could not be staged", e);
            }
        }

        @Override
        public void dayEnded(LocalDate day) {
            listener.accept(day);
        }
    }

    /**
     * Stages what came in and what was thrown away. Of each arrival what is left goes in under its lot, and what has
     * been sold without one: sales name no lots, and so every lot of the ledger holds what lies on the shelf.
     */
    void stageGoods(City city, ChainSimulation chain, Ids ids, DemoPurchases.Planned planned) {
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            try (CopyRows rows = new CopyRows(connection, """
                    copy demo.staged_movement (kind, product_id, from_location, to_location, quantity, occurred_at,
                                               reason, external_id, line, lot_code, expiry) from stdin
                    """)) {
                int number = 0;
                for (Shelf shelf : chain.shelves()) {
                    long shop = ids.of(city.shops().get(shelf.shop));
                    long item = ids.of(city.items().get(shelf.item));
                    for (Arrival arrival : shelf.arrivals()) {
                        if (!planned.receives(arrival)) {
                            number++;
                            arrived(new Row(rows, shop, item, number), arrival);
                        }
                    }
                    for (Shelf.Loss loss : shelf.losses()) {
                        number++;
                        new Row(rows, shop, item, number).lost(loss);
                    }
                }
                return rows.end();
            }
        });
    }

    private static void arrived(Row row, Arrival arrival) throws SQLException {
        LocalDate expiry = arrival.expiry;
        int withLot = expiry == null ? 0 : arrival.left();
        if (arrival.quantity > withLot) {
            row.arrived(arrival, arrival.quantity - withLot, 1, null, null);
        }
        if (withLot > 0) {
            row.arrived(arrival, withLot, 2, lot(arrival), expiry);
        }
    }

    /** A lot of a product is what came on one day and expires on one day. */
    static String lot(Arrival arrival) {
        return "L"
                + LocalDate.ofInstant(arrival.at, ChainSimulation.ZONE)
                        .toString()
                        .substring(2)
                        .replace("-", "")
                + (arrival.expiry == null
                        ? ""
                        : "-" + arrival.expiry.toString().substring(5).replace("-", ""));
    }

    private record Row(CopyRows rows, long shop, long item, int number) {

        void arrived(Arrival arrival, int quantity, int line, @Nullable String lot, @Nullable LocalDate expiry)
                throws SQLException {
            String kind = arrival.opening ? "OPENING_BALANCE" : "RECEIPT";
            long from = arrival.opening ? Place.OPENING : Place.SUPPLIER;
            rows.add(kind, item, from, shop, quantity, arrival.at, null, "G-" + number, line, lot, expiry);
        }

        void lost(Shelf.Loss loss) throws SQLException {
            rows.add(
                    "WASTE",
                    item,
                    shop,
                    Place.WASTE,
                    loss.quantity(),
                    loss.at(),
                    "EXPIRED",
                    "G-" + number,
                    1,
                    null,
                    null);
        }
    }
}
