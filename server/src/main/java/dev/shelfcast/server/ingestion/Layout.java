package dev.shelfcast.server.ingestion;

/** How a file is written, found before its rows are read. */
record Layout(
        Kind kind, char delimiter, Header header, long headerLine, char decimalMark, DayOrder dayOrder, String remark) {

    String delimiterName() {
        return switch (delimiter) {
            case '\t' -> "tab";
            case ';' -> "semicolon";
            case '|' -> "bar";
            default -> "comma";
        };
    }
}
