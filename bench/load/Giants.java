import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Files that are too much to hold: 1 GB of sales goes in under -Xmx512m, 2 GB of garbage is refused and not kept. */
final class Giants {

    private static final long GARBAGE = 2L << 30;

    private Giants() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[1]);
        try (Product product = new Product(Path.of(arguments[0]), work.resolve("home"))) {
            System.out.printf("idle: peak resident memory %d MB%n", product.peakMegabytes());
            Path bytes = work.resolve("random.csv");
            random(bytes);
            send(product, work, bytes, "2 GB of random bytes");
            Path text = work.resolve("garbage.csv");
            text(text);
            send(product, work, text, "2 GB of text below good headings");
            Path sales = work.resolve("giant.csv");
            long rows = Long.parseLong(arguments[2]);
            long size = new SalesFile(7, true).wide().write(sales, rows, LocalDate.of(2026, 1, 5));
            send(product, work, sales, "%,d MB of sales, %,d rows".formatted(size >> 20, rows));
        }
    }

    private static void send(Product product, Path work, Path file, String name) throws Exception {
        long from = System.nanoTime();
        long upload = product.upload(file, Map.of());
        double sent = Imports.seconds(from);
        String status = product.ended(upload);
        System.out.printf("%s: sent after %.1f s, ended after %.1f s%n", name, sent, Imports.seconds(from));
        System.out.printf("  %s: %s%n", Product.field(status, "status"), Product.field(status, "message"));
        try (Stream<Path> kept = Files.walk(work.resolve("home/uploads"))) {
            long size = 0;
            for (Path path : kept.filter(Files::isRegularFile).toList()) {
                size += Files.size(path);
            }
            System.out.printf(
                    "  kept of all uploads: %,d MB; peak resident memory of the JVM (-Xmx512m): %d MB%n",
                    size >> 20, product.peakMegabytes());
        }
        Files.delete(file);
    }

    private static void random(Path file) throws Exception {
        byte[] block = new byte[1 << 20];
        Random random = new Random(1);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long written = 0; written < GARBAGE; written += block.length) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    private static void text(Path file) throws Exception {
        byte[] line = SalesFile.ascii("this,is,no,sale,at,all,but,goes,on,and,on,and,on\n");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(SalesFile.ascii("product_name,category,unit_cost,quantity_sold,sale_price,sale_date\n"));
            for (long written = 0; written < GARBAGE; written += line.length) {
                out.write(line);
            }
        }
    }
}
