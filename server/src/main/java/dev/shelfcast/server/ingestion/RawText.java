package dev.shelfcast.server.ingestion;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** A kept raw file, opened as text: unpacked, decoded, counted, and refused at its first bytes where it is no text. */
final class RawText implements AutoCloseable {

    private static final int LOOKED_AT = 1 << 16;
    private static final int BUFFER = 1 << 17;

    private final Counter raw;
    private final InputStream unpacked;
    private final LenientReader reader;
    private final Charset charset;

    RawText(Path file, long mostInflated, boolean digest) throws IOException {
        this.raw = new Counter(Files.newInputStream(file), digest);
        InputStream buffered = new BufferedInputStream(raw, BUFFER);
        byte[] magic = peek(buffered, 4);
        boolean packed = magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b;
        this.unpacked = packed
                ? new BufferedInputStream(new Limited(new GZIPInputStream(buffered, BUFFER), mostInflated), BUFFER)
                : buffered;
        byte[] start = peek(unpacked, LOOKED_AT);
        this.charset = charset(start);
        this.reader = new LenientReader(unpacked, charset);
    }

    Reader reader() {
        return reader;
    }

    /** Bytes of the raw file that were read, packed as they are. */
    long bytesRead() {
        return raw.count;
    }

    Charset charset() {
        return charset;
    }

    long repairedBytes() {
        return reader.repaired();
    }

    /** Reads what is left, so that the digest is of the whole file. */
    String sha256() throws IOException {
        byte[] rest = new byte[BUFFER];
        while (raw.read(rest) >= 0) {
            continue;
        }
        return HexFormat.of().formatHex(raw.digest.digest());
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }

    private static byte[] peek(InputStream in, int length) throws IOException {
        in.mark(length);
        byte[] bytes = in.readNBytes(length);
        in.reset();
        return bytes;
    }

    /** UTF-16 by its mark or by its zero bytes, else UTF-8, in which Windows-1252 bytes are repaired one by one. */
    private static Charset charset(byte[] start) throws IOException {
        if (start.length >= 2) {
            int mark = (start[0] & 0xff) << 8 | start[1] & 0xff;
            if (mark == 0xfffe) {
                return StandardCharsets.UTF_16LE;
            }
            if (mark == 0xfeff) {
                return StandardCharsets.UTF_16BE;
            }
            if (mark == 0x504b) {
                throw new UnreadableFile(
                        "This is a ZIP archive or an Excel workbook, not a text file. Maybe save the sheet as CSV.");
            }
        }
        int[] zeros = new int[2];
        int controls = 0;
        for (int i = 0; i < start.length; i++) {
            int b = start[i] & 0xff;
            if (b == 0) {
                zeros[i & 1]++;
            } else if (b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' || b == 0x7f) {
                controls++;
            }
        }
        if (zeros[1] > start.length * 0.4 && zeros[0] < start.length * 0.02) {
            return StandardCharsets.UTF_16LE;
        }
        if (zeros[0] > start.length * 0.4 && zeros[1] < start.length * 0.02) {
            return StandardCharsets.UTF_16BE;
        }
        if (zeros[0] + zeros[1] > 0 || controls > start.length / 200) {
            throw new UnreadableFile("This is not text: of the first %d bytes %d are control characters."
                            .formatted(start.length, zeros[0] + zeros[1] + controls)
                    + " A table as CSV is expected. Maybe export it again.");
        }
        return StandardCharsets.UTF_8;
    }

    /** Counts and, if asked, digests what passes. */
    private static final class Counter extends FilterInputStream {

        private final MessageDigest digest;
        private final boolean digesting;
        private volatile long count;

        Counter(InputStream in, boolean digesting) {
            super(in);
            this.digesting = digesting;
            try {
                this.digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, others only look
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            if (read > 0) {
                count += read;
                if (digesting) {
                    digest.update(target, offset, read);
                }
            }
            return read;
        }
    }

    /** Ends a packed file that would unpack to more than is allowed. */
    private static final class Limited extends FilterInputStream {

        private final long most;
        private long count;

        Limited(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(read, 0);
            if (count > most) {
                throw new UnreadableFile(
                        "The packed file unpacks to more than %d MB, the most that is read.".formatted(most >> 20));
            }
            return read;
        }
    }
}
