package dev.shelfcast.server.journeys;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;

/** Writes till exports with known totals. */
final class TillExport {

    static final String HEADER =
            "product_name,category,unit_cost,quantity_sold,sale_price,sale_date,stock_after_sale,store\n";

    private TillExport() {}

    /**
     * Milk in one store: about 35 a day in several sales, stock filled every morning, 7 left after the last sale.
     *
     * @return units sold
     */
    static int writeMilk(Path file, String store, LocalDate lastDay, int days) {
        Random random = new Random(7);
        int units = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(HEADER);
            for (int day = days - 1; day >= 0; day--) {
                int demand = 31 + random.nextInt(9);
                int stock = day == 0 ? demand + 7 : 60;
                while (demand > 0) {
                    int quantity = Math.min(demand, 1 + random.nextInt(4));
                    demand -= quantity;
                    stock -= quantity;
                    units += quantity;
                    out.write(
                            "Milk,Dairy,48,%d,66,%s,%d,%s%n".formatted(quantity, lastDay.minusDays(day), stock, store));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return units;
    }

    /** Many products over many stores: {@code rows} sales of one unit, one a line, no two alike. */
    static void writeMany(Path file, LocalDate lastDay, int rows) {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("product_name,category,unit_cost,quantity_sold,sale_price,sale_date,store\n");
            for (int row = 0; row < rows; row++) {
                out.write("Product %d,Category %d,1,1,%d.%02d,%s,S%d%n"
                        .formatted(
                                row % 200,
                                row % 7,
                                2 + row / 100_000,
                                row / 1_000 % 100,
                                lastDay.minusDays(row % 60),
                                row % 5));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
