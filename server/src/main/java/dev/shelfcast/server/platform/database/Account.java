package dev.shelfcast.server.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account that PostgreSQL's programs run under, as the words before their command: PostgreSQL refuses to run as root.
 *
 * @param prefix    the command that changes the account and binds the server's life to this process' life
 * @param ownerUid  who has to own the data folder, or null to leave it as it is
 */
record Account(List<String> prefix, @Nullable Integer ownerUid) {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    /** SIGINT is PostgreSQL's fast shutdown: after a kill -9 of this process the server ends itself in good order. */
    private static final String UNTIL_WE_DIE = "--pdeathsig=INT";

    /** The first way that works on this machine, for this folder of programs. */
    static Account that(Path postgres) {
        if (!PostgresBinaries.isLinux()) {
            return new Account(List.of(), null);
        }
        List<String> failures = new ArrayList<>();
        for (Account candidate : candidates(isRoot())) {
            Command.Outcome outcome =
                    candidate.command(postgres.toString(), "--version").run();
            if (outcome.succeeded()) {
                return candidate;
            }
            failures.add(String.join(" ", candidate.prefix) + ": " + outcome.output());
        }
        throw new DatabaseRefused(
                "PostgreSQL cannot be run from " + postgres + ".\n" + String.join("\n", failures),
                isRoot()
                        ? "Start Shelfcast as an ordinary user, or set SHELFCAST_HOME to a folder that every user may"
                                + " enter (such as /var/lib/shelfcast): PostgreSQL never runs as root."
                        : "Set SHELFCAST_HOME to a folder from which programs may be run, or SPRING_DATASOURCE_URL to a"
                                + " running PostgreSQL.");
    }

    /** {@code setsid}: else Ctrl-C in the terminal would stop the server before the connections to it are closed. */
    private static List<Account> candidates(boolean root) {
        if (!root) {
            return List.of(
                    new Account(List.of("setsid", "setpriv", UNTIL_WE_DIE, "--"), null),
                    new Account(List.of("setsid"), null),
                    new Account(List.of(), null));
        }
        String user = "--reuid=" + NOBODY;
        String group = "--regid=" + NOBODY;
        return List.of(
                new Account(List.of("setsid", "setpriv", user, group, "--clear-groups", UNTIL_WE_DIE, "--"), NOBODY),
                // root's own home is often closed to others: the same owner underneath, but without root's powers
                new Account(List.of("setsid", "unshare", "-U", "--", "setpriv", UNTIL_WE_DIE, "--"), ROOT),
                // the same where user namespaces are denied, as in most containers
                new Account(
                        List.of(
                                "setsid",
                                "setpriv",
                                user,
                                group,
                                "--clear-groups",
                                "--inh-caps=+dac_override",
                                "--ambient-caps=+dac_override",
                                UNTIL_WE_DIE,
                                "--"),
                        NOBODY));
    }

    static boolean isRoot() {
        try {
            return PostgresBinaries.isLinux()
                    && Integer.valueOf(ROOT).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            return false;
        }
    }

    Command command(String... words) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(words));
        return new Command(all);
    }

    /** Gives a folder to the account; needed when root's way of starting PostgreSQL has changed since the last start. */
    void own(Path folder) throws IOException {
        if (ownerUid == null || ownerUid.equals(Files.getAttribute(folder, "unix:uid"))) {
            return;
        }
        new Command(List.of("chown", "-R", ownerUid + ":" + ownerUid, folder.toString()))
                .runOrRefuse("The folder " + folder + " cannot be given to the user " + ownerUid);
    }
}
