package dev.shelfcast.server.catalog.barcodes;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A GS1 Digital Link (GS1 Digital Link Standard: URI Syntax 1.4): {@code …/01/{gtin}/10/{lot}?17=YYMMDD}. */
final class Gs1Link {

    private final String text;
    private final Taker taker;

    /** Takes what was found: what it is, the value, and where it stands. */
    interface Taker {
        void take(ApplicationIdentifier ai, String value, int at);
    }

    private Gs1Link(String text, Taker taker) {
        this.text = text;
        this.taker = taker;
    }

    static void read(String text, int from, Taker taker) {
        new Gs1Link(text, taker).readFrom(from);
    }

    private void readFrom(int from) {
        int end = text.indexOf('#', from);
        end = end < 0 ? text.length() : end;
        int query = text.indexOf('?', from);
        int pathEnd = query < 0 || query > end ? end : query;
        path(from, pathEnd);
        if (pathEnd < end) {
            query(pathEnd + 1, end);
        }
    }

    private void path(int from, int end) {
        int at = text.indexOf("/01/", from);
        if (at < 0 || at >= end) {
            throw Gs1Problem.at(from, text.substring(from, end), "a link of GS1 has /01/ and the GTIN in its path");
        }
        at++;
        while (at < end) {
            int slash = text.indexOf('/', at);
            if (slash < 0 || slash >= end) {
                if (at == end) {
                    return;
                }
                throw Gs1Problem.at(at, text.substring(at, end), "an identifier without a value");
            }
            int next = text.indexOf('/', slash + 1);
            int valueEnd = next < 0 || next > end ? end : next;
            take(at, slash, valueEnd);
            at = valueEnd + 1;
        }
    }

    /** Keys that are no numbers are the link's own (GS1 keeps the numeric ones for itself). */
    private void query(int from, int end) {
        int at = from;
        while (at < end) {
            int stop = at;
            while (stop < end && text.charAt(stop) != '&' && text.charAt(stop) != ';') {
                stop++;
            }
            int equals = text.indexOf('=', at);
            if (equals > at && equals < stop && text.substring(at, equals).matches("\\d+")) {
                take(at, equals, stop);
            }
            at = stop + 1;
        }
    }

    private void take(int keyAt, int keyEnd, int valueEnd) {
        String key = text.substring(keyAt, keyEnd);
        ApplicationIdentifier ai = ApplicationIdentifier.of(key);
        if (ai == null) {
            throw Gs1Reader.unknown(keyAt, key);
        }
        taker.take(ai, decoded(keyEnd + 1, valueEnd), keyEnd + 1);
    }

    private String decoded(int from, int end) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = from; at < end; at++) {
            char c = text.charAt(at);
            if (c == '%') {
                if (at + 2 >= end || !text.substring(at + 1, at + 3).matches("[0-9A-Fa-f]{2}")) {
                    throw Gs1Problem.at(at, text.substring(at, Math.min(at + 3, end)), "no escape of a link");
                }
                bytes.write(Integer.parseInt(text.substring(at + 1, at + 3), 16));
                at += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
