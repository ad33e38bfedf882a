import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A chain of 50 stores with two years of history, written straight into the tables: the ledger's invariants hold (the
 * product's own check is run afterwards), and what is drawn by lot comes from one seed.
 *
 * <p>Most movements are a till's sales, brought by a file without their sale lines; 200,000 sales have theirs, which
 * the demand tables follow by themselves.
 */
final class GiantFill {

    static final int STORES = 50;

    /** How many of each; the figures of S4 for a scale of 1. */
    record Size(
            int products,
            int movements,
            int sales,
            int salesOrders,
            int customers,
            int transfers,
            int counts,
            int purchases,
            int audits,
            int users) {

        static Size of(double scale) {
            return new Size(
                    part(20_000, scale),
                    part(10_000_000, scale),
                    part(200_000, scale),
                    part(100_000, scale),
                    part(20_000, scale),
                    part(5_000, scale),
                    part(2_000, scale),
                    part(5_000, scale),
                    part(200_000, scale),
                    200);
        }

        private static int part(int whole, double scale) {
            return Math.max(100, (int) (whole * scale));
        }

        String filled(String sql) {
            return sql.replace(":stores", String.valueOf(STORES))
                    .replace(":products", String.valueOf(products))
                    .replace(":movements", String.valueOf(movements))
                    .replace(":sales", String.valueOf(sales))
                    .replace(":orders", String.valueOf(salesOrders))
                    .replace(":customers", String.valueOf(customers))
                    .replace(":transfers", String.valueOf(transfers))
                    .replace(":counts", String.valueOf(counts))
                    .replace(":purchases", String.valueOf(purchases))
                    .replace(":audits", String.valueOf(audits))
                    .replace(":users", String.valueOf(users));
        }
    }

    private final Connection connection;
    private final Size size;

    GiantFill(Connection connection, Size size) {
        this.connection = connection;
        this.size = size;
    }

    void run() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            statement.execute("set work_mem = '256MB'");
            statement.execute("set maintenance_work_mem = '512MB'");
            statement.execute("select setseed(0.4)");
            try (ResultSet row = statement.executeQuery("select count(*) from catalog.product")) {
                row.next();
                if (row.getLong(1) > 0) {
                    System.out.println("The home is filled already.");
                    return;
                }
            }
            for (String sql : parts()) {
                long begin = System.nanoTime();
                statement.execute(size.filled(sql));
                System.out.printf("%6.1f s  %s%n", (System.nanoTime() - begin) / 1e9, firstLine(sql));
            }
        }
    }

    private static String firstLine(String sql) {
        return sql.strip().lines().findFirst().orElse("").replaceAll("\\s*\\($", "");
    }

    private static List<String> parts() {
        List<String> parts = new ArrayList<>();
        for (String text : List.of(GiantSql.MASTER, GiantSql.DOCUMENTS, GiantSql.LEDGER)) {
            Arrays.stream(text.split(";\\s*\\n")).filter(sql -> !sql.isBlank()).forEach(parts::add);
        }
        parts.add(GiantSql.SEQUENCES);
        // What autovacuum does sooner or later is done now.
        parts.add("vacuum analyze");
        return parts;
    }
}
