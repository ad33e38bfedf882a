import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * One connection that stays open, as a till keeps it. The JDK's client takes as much processor time for a request as the
 * product does; beside it on two cores a load generator has to be about as lean as pgbench.
 */
final class Wire implements AutoCloseable {

    record Answer(int status, String body) {}

    private final int port;
    private Socket socket;
    private InputStream in;
    private boolean last = true;
    private long used;

    Wire(int port) {
        this.port = port;
    }

    Answer send(String method, String path, String token, String body) throws IOException {
        // The server closes what nobody has used for a minute.
        if (last || System.nanoTime() - used > TimeUnit.SECONDS.toNanos(20)) {
            open();
        }
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = """
                %s %s HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """.formatted(method, path, token, content.length).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        socket.getOutputStream().write(all);
        Answer answer = read();
        used = System.nanoTime();
        return answer;
    }

    private void open() throws IOException {
        close();
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 16_384);
        last = false;
    }

    private Answer read() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String small = header.toLowerCase(Locale.ROOT);
            if (small.startsWith("content-length:")) {
                length = Integer.parseInt(small.substring("content-length:".length()).strip());
            }
            chunked |= small.startsWith("transfer-encoding:");
            last |= small.equals("connection: close");
        }
        return new Answer(status, chunked ? chunks() : text(length));
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        int length;
        do {
            length = Integer.parseInt(line(), 16);
            body.append(text(length));
            line();
        } while (length > 0);
        return body.toString();
    }

    private String text(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }
}
