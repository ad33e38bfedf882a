package dev.shelfcast.server.catalog.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.ServerTest;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class ProductImagesTest {

    /** One white pixel. */
    private static final byte[] WEBP =
            Base64.getDecoder().decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=");

    @LocalServerPort
    int port;

    private String token;
    private ApiClient admin;

    @BeforeEach
    void aProduct() {
        token = ApiClient.anonymous(port)
                .post("/api/token", Map.of("username", "admin", "password", ApiClient.ADMIN_PASSWORD))
                .expect(200)
                .json()
                .get("access")
                .asString();
        admin = ApiClient.anonymous(port).with("Authorization", "Bearer " + token);
        if (admin.get("/api/v1/products/SOAP").status() == 404) {
            admin.post("/api/v1/products", Map.of("sku", "SOAP", "name", "Soap"))
                    .expect(201);
        }
    }

    @Test
    void aPictureIsDrawnAnewInTwoSizesAndServedUntilItChanges() throws Exception {
        assertThat(send(written(half(2000, 1000, BufferedImage.TYPE_INT_RGB), "png"))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> large = fetch("", null);
        assertThat(large.headers().firstValue("Content-Type")).contains("image/jpeg");
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(large.body()));
        assertThat(seen.getWidth()).isEqualTo(960);
        assertThat(seen.getHeight()).isEqualTo(480);
        BufferedImage small =
                ImageIO.read(new ByteArrayInputStream(fetch("?size=SMALL", null).body()));
        assertThat(small.getWidth()).isEqualTo(160);
        String tag = large.headers().firstValue("ETag").orElseThrow();
        assertThat(fetch("", tag).statusCode()).isEqualTo(304);
        assertThat(tag)
                .contains(
                        admin.get("/api/v1/products/SOAP").json().path("image").asString());

        send(written(half(50, 40, BufferedImage.TYPE_INT_ARGB), "png"));
        HttpResponse<byte[]> seeThrough = fetch("", tag);
        assertThat(seeThrough.statusCode()).isEqualTo(200);
        assertThat(seeThrough.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(ImageIO.read(new ByteArrayInputStream(seeThrough.body())).getWidth())
                .isEqualTo(50);
        admin.delete("/api/v1/products/SOAP/image").expect(204);
        assertThat(admin.get("/api/v1/products/SOAP/image?size=SMALL").code()).isEqualTo("NO_IMAGE");
        assertThat(admin.get("/api/v1/products/SOAP").json().path("image").isNull())
                .isTrue();
    }

    @Test
    void whatIsNoPictureIsRefusedByItsContent() throws Exception {
        byte[] page = "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(send(page).body(), StandardCharsets.UTF_8)).contains("no PNG, JPEG or WebP picture");
        byte[] cut = java.util.Arrays.copyOf(written(half(300, 300, BufferedImage.TYPE_INT_RGB), "png"), 60);
        assertThatThrownBy(() -> Picture.read(cut)).isInstanceOf(Invalid.class).hasMessageContaining("damaged png");
        assertThat(send(new byte[(5 << 20) + 1]).statusCode()).isEqualTo(413);
    }

    @Test
    void aPictureOfManyPixelsIsNotUnpacked() throws Exception {
        byte[] bomb = written(new BufferedImage(20_000, 2_100, BufferedImage.TYPE_BYTE_BINARY), "png");
        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> Picture.read(bomb)).isInstanceOf(Invalid.class).hasMessageContaining("million pixels");
    }

    @Test
    void webpIsRead() throws Exception {
        assertThat(ImageIO.read(new ByteArrayInputStream(Picture.read(WEBP).within(960)))
                        .getWidth())
                .isEqualTo(1);
    }

    @Test
    void aPhonesPictureStandsUpright() throws Exception {
        byte[] turned = withOrientation(written(half(80, 40, BufferedImage.TYPE_INT_RGB), "jpeg"), 6);
        BufferedImage upright =
                ImageIO.read(new ByteArrayInputStream(Picture.read(turned).within(960)));
        assertThat(upright.getWidth()).isEqualTo(40);
        assertThat(upright.getHeight()).isEqualTo(80);
        // The left half was red; turned clockwise it is on top.
        assertThat(new Color(upright.getRGB(20, 10)).getRed()).isGreaterThan(200);
        assertThat(new Color(upright.getRGB(20, 70)).getRed()).isLessThan(60);
    }

    /** Red on the left, blue on the right. */
    private static BufferedImage half(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        return image;
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    /** Puts an Exif segment of one entry behind the JPEG's first marker. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) throws IOException {
        byte[] exif = {
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(jpeg, 0, 2);
        bytes.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (exif.length + 2)});
        bytes.write(exif);
        bytes.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }

    private HttpResponse<byte[]> fetch(String query, String known) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(query)).header("Authorization", "Bearer " + token);
        if (known != null) {
            request.header("If-None-Match", known);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> send(byte[] file) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
                        + "Content-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(address(""))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private URI address(String query) {
        return URI.create("http://localhost:" + port + "/api/v1/products/SOAP/image" + query);
    }
}
