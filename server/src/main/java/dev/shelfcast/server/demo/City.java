package dev.shelfcast.server.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The demo chain as its tables describe it: where it is, what it sells, and who delivers. */
record City(List<Zone> zones, List<Shop> shops, List<Supplier> suppliers, List<Item> items) {

    /** A pincode with its rounded centre and how much it buys, 1 being usual. */
    record Zone(String pincode, String name, double latitude, double longitude, double weight) {}

    /** A place with stock; size 0 for one that does not sell. */
    record Shop(String code, String name, String kind, Zone zone, double size) {

        boolean sells() {
            return size > 0;
        }
    }

    record Supplier(
            String code, String name, String email, double leadTimeDays, double leadTimeSdDays, double shareLate) {

        /** Nights between the evening of the order and the morning of the delivery. */
        int nights() {
            return Math.max(1, (int) Math.ceil(leadTimeDays));
        }
    }

    /** A product; the rate is units a day in a shop of size 1 before seasons and chance. */
    record Item(
            String category,
            String name,
            int cost,
            int price,
            @Nullable Integer shelfLifeDays,
            Supplier supplier,
            int pack,
            double rate) {

        String department() {
            return category.substring(0, category.indexOf('/'));
        }

        boolean perishable() {
            return shelfLifeDays != null && shelfLifeDays <= 15;
        }
    }

    /** The chain of the product's own tables: Mumbai, positions rounded to about a hundred metres. */
    static City mumbai() {
        List<Zone> zones = rows(
                "zones",
                row -> new Zone(
                        row.getField("pincode"),
                        row.getField("name"),
                        number(row, "latitude"),
                        number(row, "longitude"),
                        number(row, "weight")));
        List<Supplier> suppliers = rows(
                "suppliers",
                row -> new Supplier(
                        row.getField("code"),
                        row.getField("name"),
                        row.getField("email"),
                        number(row, "lead_time_days"),
                        number(row, "lead_time_sd_days"),
                        number(row, "share_late")));
        List<Shop> shops = rows(
                "stores",
                row -> new Shop(
                        row.getField("code"),
                        row.getField("name"),
                        row.getField("kind"),
                        one(zones, zone -> zone.pincode().equals(row.getField("pincode"))),
                        number(row, "size")));
        List<Item> items = rows("products", row -> item(row, suppliers));
        return new City(zones, shops, suppliers, items);
    }

    private static Item item(NamedCsvRecord row, List<Supplier> suppliers) {
        String shelfLife = row.getField("shelf_life_days");
        return new Item(
                row.getField("category"),
                row.getField("name"),
                Integer.parseInt(row.getField("cost")),
                Integer.parseInt(row.getField("price")),
                shelfLife.isEmpty() ? null : Integer.valueOf(shelfLife),
                one(suppliers, supplier -> supplier.code().equals(row.getField("supplier"))),
                Integer.parseInt(row.getField("pack")),
                number(row, "rate"));
    }

    private static <T> T one(List<T> all, java.util.function.Predicate<T> wanted) {
        return all.stream().filter(wanted).findFirst().orElseThrow();
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }

    private static <T> List<T> rows(String table, Function<NamedCsvRecord, T> mapping) {
        String path = "/demo/" + table + ".csv";
        try (InputStream file = City.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is not in the jar");
            }
            List<T> rows = new ArrayList<>();
            CsvReader.builder()
                    .ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .forEach(row -> rows.add(mapping.apply(row)));
            return List.copyOf(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
