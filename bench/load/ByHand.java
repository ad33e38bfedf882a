import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same work by pgbench on the product's own server, with transactions written by hand for tables of the same columns
 * and indices: balances locked in order and changed, movements, sales and documents written.
 */
final class ByHand {

    /** Transactions per second of pgbench, and what each took of the database's processor time. */
    record Pace(double perSecond, double processorMillis) {}

    private static final String STORE = "cast(:store as bigint)";

    private final Product product;
    private final Path work;
    private final int seconds;
    private final int stores;
    private final int products;

    ByHand(Product product, Path work, int seconds, int stores, int products) {
        this.product = product;
        this.work = work;
        this.seconds = seconds;
        this.stores = stores;
        this.products = products;
    }

    /** Copies of the product's tables as they are now; to be called once there is stock. */
    void prepare() throws Exception {
        try (Connection connection = product.database();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema byhand");
            statement.execute("create table byhand.balance (like inventory.balance including all)");
            statement.execute("insert into byhand.balance select * from inventory.balance");
            statement.execute("create table byhand.movement (like inventory.movement including all)");
            statement.execute("create table byhand.sale (like orders.sale including all)");
            statement.execute("create table byhand.sale_line (like orders.sale_line including all)");
            statement.execute("create table byhand.document (id bigint generated always as identity primary key, "
                    + "kind text not null, status text not null, changed_at timestamptz not null default now())");
            statement.execute("create table byhand.document_line (document_id bigint not null, product_id bigint not null,"
                    + " quantity numeric(18, 3) not null, done numeric(18, 3) not null default 0, "
                    + "primary key (document_id, product_id))");
        }
        command(List.of("-i", "-q", "-s", "10"));
    }

    Pace tpcbLike(int clients) throws Exception {
        return pace(clients, List.of("-b", "tpcb-like"));
    }

    Pace sales(int clients) throws Exception {
        return pace(clients, List.of("-f", sale().toString()));
    }

    Pace bulks(int clients, int lines) throws Exception {
        return pace(clients, List.of("-f", bulk(lines).toString()));
    }

    /** Of twenty, sixteen sales and one each of a bulk, a transfer, a count and an order. */
    Pace mixed(int clients, int lines) throws Exception {
        return pace(
                clients,
                List.of(
                        "-f", sale() + "@16", "-f", bulk(lines) + "@1", "-f", transfer() + "@1", "-f", count() + "@1",
                        "-f", order() + "@1"));
    }

    private Path sale() throws IOException {
        return script("sale", 1, "begin;\n" + locked(1) + changed("on_hand = on_hand - 1") + moved("SALE", STORE + ", -2")
                + sold() + "commit;\n");
    }

    private Path bulk(int lines) throws IOException {
        return script("bulk", lines, "begin;\n" + locked(lines) + changed("on_hand = on_hand + 1")
                + moved("RECEIPT", "-1, " + STORE) + "commit;\n");
    }

    private Path transfer() throws IOException {
        return script("transfer", 5, document("TRANSFER") + step("APPROVED")
                + "begin;\n" + locked(5) + changed("on_hand = on_hand - 1") + moved("TRANSFER_OUT", STORE + ", -6")
                + lines() + status("IN_TRANSIT") + "commit;\n"
                + "begin;\n" + locked(5) + changed("on_hand = on_hand + 1") + moved("TRANSFER_IN", "-6, " + STORE)
                + lines() + status("RECEIVED") + "commit;\n");
    }

    private Path count() throws IOException {
        return script("count", 10, document("COUNT")
                + "begin;\n" + lines() + "commit;\n" + step("COUNTED") + step("REVIEWED")
                + "begin;\n" + locked(10) + changed("on_hand = on_hand - 1") + moved("COUNT_VARIANCE", STORE + ", -4")
                + status("POSTED") + "commit;\n");
    }

    private Path order() throws IOException {
        return script("order", 3, "begin;\n" + locked(3) + changed("reserved = reserved + 1") + documentRows("ORDER")
                + "commit;\n"
                + "begin;\n" + locked(3) + changed("on_hand = on_hand - 1, reserved = reserved - 1")
                + moved("SALE", STORE + ", -2") + sold() + lines() + status("SHIPPED") + "commit;\n"
                + step("COMPLETED"));
    }

    private static String locked(int lines) {
        return """
                select count(*) from (select on_hand from byhand.balance
                 where location_id = :store and product_id between :first and :first + %d - 1
                 order by location_id, product_id, lot_id for no key update) as locked;
                """.formatted(lines);
    }

    private static String changed(String change) {
        return """
                update byhand.balance set %s, updated_at = now()
                 where location_id = :store and product_id between :first and :last;
                """.formatted(change);
    }

    private static String moved(String kind, String places) {
        return """
                insert into byhand.movement (kind, product_id, from_location, to_location, quantity, occurred_at,
                                             recorded_by, source)
                select '%s', n, %s, 1, now(), 'pgbench', 'API' from generate_series(cast(:first as bigint), :last) n;
                """.formatted(kind, places);
    }

    private static String sold() {
        return """
                with sale as (
                    insert into byhand.sale (source, store_id, channel, occurred_at, business_day, recorded_by, units, total)
                    values ('API', :store, 'ONLINE', now(), current_date, 'pgbench', cast(:last as bigint) - :first + 1, 3)
                    returning id)
                insert into byhand.sale_line (sale_id, store_id, product_id, occurred_at, line, business_day, quantity,
                                              unit_price, revenue, unit_cost)
                select id, cast(:store as bigint), n, now(), n - :first + 1, current_date, 1, 3, 3, 2
                  from sale, generate_series(cast(:first as bigint), :last) n;
                """;
    }

    private static String document(String kind) {
        return "begin;\n" + documentRows(kind) + "commit;\n";
    }

    private static String documentRows(String kind) {
        return """
                insert into byhand.document (kind, status) values ('%s', 'NEW') returning id \\gset
                insert into byhand.document_line (document_id, product_id, quantity)
                select cast(:id as bigint), n, 1 from generate_series(cast(:first as bigint), :last) n;
                """.formatted(kind);
    }

    private static String step(String status) {
        return "begin;\n" + status(status) + "commit;\n";
    }

    private static String status(String status) {
        return "update byhand.document set status = '%s', changed_at = now() where id = :id;\n".formatted(status);
    }

    private static String lines() {
        return "update byhand.document_line set done = quantity where document_id = :id;\n";
    }

    private Path script(String name, int lines, String body) throws IOException {
        Path script = work.resolve(name + ".sql");
        Files.writeString(script, """
                \\set store random(1, %d)
                \\set first random(1, %d)
                \\set last :first + %d
                """.formatted(stores, products - lines + 1, lines - 1) + body);
        return script;
    }

    private Pace pace(int clients, List<String> what) throws Exception {
        List<String> options =
                new ArrayList<>(List.of("-n", "-M", "prepared", "-j", "2", "-c", "" + clients, "-T", "" + seconds));
        options.addAll(what);
        double processor = product.processorSeconds();
        String said = command(options);
        double spent = 1_000 * (product.processorSeconds() - processor);
        Matcher tps = Pattern.compile("tps = ([0-9.]+)").matcher(said);
        if (!tps.find()) {
            throw new IllegalStateException("pgbench said nothing of transactions per second: " + said);
        }
        double perSecond = Double.parseDouble(tps.group(1));
        return new Pace(perSecond, spent / (perSecond * seconds));
    }

    private String command(List<String> options) throws Exception {
        List<String> command = new ArrayList<>(List.of("pgbench"));
        command.addAll(options);
        Properties access = new Properties();
        try (var reader = Files.newBufferedReader(work.resolve("home").resolve("database.properties"))) {
            access.load(reader);
        }
        command.addAll(List.of("-h", access.getProperty("host"), "-p", access.getProperty("port")));
        command.addAll(List.of("-U", access.getProperty("user"), access.getProperty("database")));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", access.getProperty("password"));
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return said;
        } catch (IOException absent) {
            throw new IllegalStateException("pgbench is needed: it comes with PostgreSQL's client programs", absent);
        }
    }
}
