package dev.shelfcast.server.platform.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One command of the operating system, in an environment without anyone's PostgreSQL settings. */
record Command(List<String> words) {
    record Outcome(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    Outcome run() {
        return run("");
    }

    Outcome run(String input) {
        try {
            Process process = builder().redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output.strip());
        } catch (IOException e) {
            return new Outcome(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(-1, "interrupted");
        }
    }

    void runOrRefuse(String whatFailed) {
        runOrRefuse(whatFailed, "");
    }

    void runOrRefuse(String whatFailed, String input) {
        Outcome outcome = run(input);
        if (!outcome.succeeded()) {
            throw new DatabaseRefused(
                    whatFailed + " (exit code " + outcome.exitCode() + "):\n" + outcome.output(),
                    "If the cause above cannot be removed, set SPRING_DATASOURCE_URL to a running PostgreSQL.");
        }
    }

    ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        // Messages in English whatever the owner's language: this code and those who search for them read them.
        builder.environment().put("LC_ALL", "C");
        return builder;
    }
}
