package dev.shelfcast.server.ingestion;

/** How long the steps of a load took, for the log. */
final class Steps {

    private final StringBuilder text = new StringBuilder();
    private long last = System.nanoTime();

    void done(String step) {
        long now = System.nanoTime();
        text.append(text.isEmpty() ? "" : ", ")
                .append(step)
                .append(' ')
                .append((now - last) / 1_000_000)
                .append(" ms");
        last = now;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
