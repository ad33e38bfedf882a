package dev.shelfcast.server.platform.database;

import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;

/** Where the embedded server listens and the password of its two roles, kept in a file that only its owner may read. */
record DatabaseAccess(int port, String password) {
    static final String HOST = "127.0.0.1";

    /** Below the range from which systems take the ports of outgoing connections, so that the port stays free between starts. */
    private static final int FIRST_PORT = 21_000;

    private static final int PORTS = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Path file(Path home) {
        return home.resolve("database.properties");
    }

    static DatabaseAccess fresh() {
        byte[] secret = new byte[24];
        RANDOM.nextBytes(secret);
        return new DatabaseAccess(
                freePort(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    static Optional<DatabaseAccess> find(Path home) throws IOException {
        Path file = file(home);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        String password = properties.getProperty("password", "");
        int port;
        try {
            port = Integer.parseInt(properties.getProperty("port", ""));
        } catch (NumberFormatException e) {
            port = 0;
        }
        return password.isEmpty() ? Optional.empty() : Optional.of(new DatabaseAccess(port, password));
    }

    /** The same access on a port that nobody else uses right now: the remembered one if it still is free. */
    DatabaseAccess onFreePort() {
        return isFree(port) ? this : new DatabaseAccess(freePort(), password);
    }

    void save(Path home) throws IOException {
        Path file = file(home);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        if (PostgresBinaries.isWindows()) {
            Files.createFile(draft);
        } else {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(draft, """
                # Written by Shelfcast: how to reach its embedded PostgreSQL from this machine. Keep it with the data folder.
                host=%s
                port=%d
                database=%s
                user=%s
                password=%s
                """.formatted(HOST, port, EmbeddedPostgres.DATABASE, EmbeddedPostgres.ROLE, password));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static int freePort() {
        for (int attempt = 0; attempt < 200; attempt++) {
            int candidate = FIRST_PORT + RANDOM.nextInt(PORTS);
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw new DatabaseRefused(
                "No free port was found between " + FIRST_PORT + " and " + (FIRST_PORT + PORTS) + " on " + HOST + ".",
                "See whether this user may open ports at all, or set SPRING_DATASOURCE_URL to a running PostgreSQL.");
    }

    private static boolean isFree(int port) {
        if (port <= 0) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
