package dev.shelfcast.server.ingestion;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a file whose encoding nobody told: UTF-8 (or UTF-16 where a mark says so), and bytes that are not valid in it
 * are taken as Windows-1252. So a file in either encoding, and one glued from both, reads right without a second pass.
 */
final class LenientReader extends Reader {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private boolean ended;
    private long repaired;

    LenientReader(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** How many bytes were not valid and taken as Windows-1252. */
    long repaired() {
        return repaired;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer chars = CharBuffer.wrap(target, offset, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, ended);
            if (result.isMalformed() || result.isUnmappable()) {
                if (chars.remaining() < 1) {
                    break;
                }
                repair(result.length(), chars);
                continue;
            }
            if (chars.position() > offset || result.isOverflow()) {
                break;
            }
            if (ended) {
                return -1;
            }
            refill();
        }
        return chars.position() - offset;
    }

    private void repair(int length, CharBuffer chars) {
        boolean utf8 = decoder.charset().equals(StandardCharsets.UTF_8);
        byte bad = bytes.get();
        for (int i = 1; i < length && !utf8; i++) {
            bytes.get();
        }
        repaired++;
        chars.put(utf8 ? new String(new byte[] {bad}, WINDOWS).charAt(0) : '\uFFFD');
    }

    private void refill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
