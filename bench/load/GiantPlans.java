import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the plans that the server really used, out of the database's log, and names the big tables read row by row. */
final class GiantPlans implements AutoCloseable {

    /** A page of 500 stores or 200 suppliers is read fastest as it lies; more rows must be found by an index. */
    static final long BIG = 10_000;

    private static final Pattern SEQUENTIAL = Pattern.compile("Seq Scan on (\\w+)");

    private final Path log;
    private final Connection superuser;
    private final Map<String, Long> rows = new HashMap<>();
    private long position;

    GiantPlans(Product product, Path home) throws SQLException, IOException {
        log = home.resolve("log");
        superuser = product.database("postgres");
        execute("alter system set auto_explain.log_min_duration = 0");
        // A background job's arrays are longer than all plans together.
        execute("alter system set auto_explain.log_parameter_max_length = 0");
        execute("alter system set session_preload_libraries = 'auto_explain'");
        execute("select pg_reload_conf()");
        try (Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery("""
                    select relname, sum(reltuples)::bigint
                      from pg_class
                     where relkind = 'r'
                     group by relname
                    """)) {
            while (row.next()) {
                rows.put(row.getString(1), row.getLong(2));
            }
        }
        // The product's connections begin anew, now with the library.
        execute("select pg_terminate_backend(pid) from pg_stat_activity where usename <> 'postgres'");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Forgets what has been logged so far. */
    void begin() throws Exception {
        position = Files.size(mark());
    }

    /** The big tables read from end to end since {@link #begin}, with their rows. */
    Map<String, Long> sequential() throws Exception {
        Path file = mark();
        Map<String, Long> big = new TreeMap<>();
        Matcher matcher = SEQUENTIAL.matcher(text(file, position));
        while (matcher.find()) {
            long count = rows.getOrDefault(matcher.group(1), 0L);
            if (count >= BIG) {
                big.put(matcher.group(1), count);
            }
        }
        return big;
    }

    /** Writes a line into the log and waits until it stands there, and so does everything before it. */
    private Path mark() throws Exception {
        Path file;
        try (Stream<Path> files = Files.list(log)) {
            file = files.filter(path -> path.toString().endsWith(".log"))
                    .max(Comparator.comparingLong(path -> path.toFile().lastModified()))
                    .orElseThrow();
        }
        long from = Files.size(file);
        String mark = "mark-" + System.nanoTime();
        execute("do $$ begin raise log '" + mark + "'; end $$");
        while (!text(file, from).contains(mark)) {
            Thread.sleep(20);
        }
        return file;
    }

    private static String text(Path file, long from) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            channel.position(from);
            var buffer = java.nio.ByteBuffer.allocate((int) (channel.size() - from));
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
            return new String(buffer.array(), java.nio.charset.StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() throws SQLException {
        execute("alter system reset auto_explain.log_min_duration");
        execute("alter system reset auto_explain.log_parameter_max_length");
        execute("alter system reset session_preload_libraries");
        execute("select pg_reload_conf()");
        execute("select pg_terminate_backend(pid) from pg_stat_activity where usename <> 'postgres'");
        superuser.close();
    }
}
