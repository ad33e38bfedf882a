import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;

/** What a chain's tills might export: 50 stores, 2,000 products, 60 days, with the stock left after each sale. */
final class SalesFile {

    static final int STORES = 50;
    static final int PRODUCTS = 2_000;
    static final int DAYS = 60;
    private static final int SECONDS_OPEN = 14 * 3600;
    private static final String HEADINGS =
            "product_name,category,unit_cost,quantity_sold,sale_price,sale_date,stock_after_sale,store\n";

    private final Random random;
    private final boolean withTimes;
    private final int[] stock = new int[STORES * PRODUCTS];
    private final byte[][] products = new byte[PRODUCTS][];
    private final byte[][] prices = new byte[PRODUCTS][];
    private final byte[][] stores = new byte[STORES][];
    private byte[] row = new byte[256];
    private int length;

    SalesFile(long seed, boolean withTimes) {
        this.random = new Random(seed);
        this.withTimes = withTimes;
        for (int p = 0; p < PRODUCTS; p++) {
            int cost = 200 + random.nextInt(40_000);
            products[p] = ascii("Product %04d of the range,Aisle %d/Shelf %d,%s,"
                    .formatted(p, p % 20, p % 200, money(cost)));
            prices[p] = ascii("," + money(cost * (120 + p % 60) / 100) + ",");
        }
        for (int s = 0; s < STORES; s++) {
            stores[s] = ascii(",DS%03d\n".formatted(s));
        }
        Arrays.setAll(stock, cell -> 20 + random.nextInt(60));
    }

    /** Names as long as some tills print them, so that a gigabyte is fewer rows. */
    SalesFile wide() {
        for (int p = 0; p < PRODUCTS; p++) {
            String text = new String(products[p], StandardCharsets.US_ASCII);
            products[p] = ascii("Family pack, refrigerated, from the valley of the river, in a box that can be "
                            .replace(",", ";")
                    + "returned; batch printed on the lid; keep cool and dry; " + text);
        }
        return this;
    }

    /** Writes so many rows from the day on, in the order of time, and answers the file's size. */
    long write(Path file, long rows, LocalDate firstDay) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(ascii(HEADINGS));
            for (int day = 0; day < DAYS; day++) {
                int ofDay = (int) (rows * (day + 1) / DAYS - rows * day / DAYS);
                int[] seconds = new int[ofDay];
                Arrays.setAll(seconds, i -> random.nextInt(SECONDS_OPEN));
                Arrays.sort(seconds);
                byte[] date = ascii(firstDay.plusDays(day).toString());
                for (int second : seconds) {
                    sell(date, 8 * 3600 + second);
                    out.write(row, 0, length);
                }
            }
        }
        return Files.size(file);
    }

    /** A fifth of the products makes about half of the sales. */
    private void sell(byte[] date, int second) {
        int product = random.nextInt(10) < 4 ? random.nextInt(PRODUCTS / 5) : random.nextInt(PRODUCTS);
        int store = random.nextInt(STORES);
        int quantity = random.nextInt(200) == 0 ? -1 : 1 + Math.min(random.nextInt(4), random.nextInt(4));
        int cell = store * PRODUCTS + product;
        if (stock[cell] < quantity) {
            stock[cell] += 40 + 10 * random.nextInt(6);
        }
        stock[cell] -= quantity;
        length = 0;
        text(products[product]);
        number(quantity);
        text(prices[product]);
        text(date);
        if (withTimes) {
            row[length++] = ' ';
            two(second / 3600);
            row[length++] = ':';
            two(second / 60 % 60);
            row[length++] = ':';
            two(second % 60);
        }
        row[length++] = ',';
        number(stock[cell]);
        text(stores[store]);
    }

    private void text(byte[] bytes) {
        System.arraycopy(bytes, 0, row, length, bytes.length);
        length += bytes.length;
    }

    private void two(int value) {
        row[length++] = (byte) ('0' + value / 10);
        row[length++] = (byte) ('0' + value % 10);
    }

    private void number(int value) {
        text(ascii(Integer.toString(value)));
    }

    private static String money(int cents) {
        return "%d.%02d".formatted(cents / 100, cents % 100);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
