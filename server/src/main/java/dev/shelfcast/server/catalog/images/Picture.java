package dev.shelfcast.server.catalog.images;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import dev.shelfcast.server.shared.Invalid;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A picture that somebody sent, drawn anew: what is kept has the pixels alone, no place, no camera and no hidden
 * content, and stands upright.
 */
final class Picture {

    /** A decoded pixel takes four bytes. */
    private static final long MOST_PIXELS = 40_000_000;

    private static final int QUARTER_TURNED = 5;

    private final BufferedImage image;

    private Picture(BufferedImage image) {
        this.image = image;
    }

    /** Judged by its content, whatever it is called. */
    static Picture read(byte[] bytes) throws IOException {
        String format = format(bytes);
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
            if (!readers.hasNext()) {
                throw refusal("this server cannot read %s".formatted(format));
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw refusal("it has %d million pixels, and at most 40 are read".formatted(pixels / 1_000_000));
                }
                return new Picture(upright(reader.read(0), orientation(bytes)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            if (broken instanceof Invalid refused) {
                throw refused;
            }
            throw refusal("it is a damaged %s file".formatted(format));
        }
    }

    boolean isSeeThrough() {
        return image.getColorModel().hasAlpha();
    }

    /** JPEG, or PNG where the picture can be seen through; no edge longer than that, and never enlarged. */
    byte[] within(int edge) throws IOException {
        double scale = Math.min(1, (double) edge / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        BufferedImage drawn = new BufferedImage(
                width, height, isSeeThrough() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        BufferedImage source = image;
        // Halved until it is near, since one step of bilinear scaling leaves out most of the pixels.
        while (source.getWidth() >= 2 * width && source.getHeight() >= 2 * height) {
            source = scaled(source, source.getWidth() / 2, source.getHeight() / 2, drawn.getType());
        }
        draw(
                drawn,
                source,
                AffineTransform.getScaleInstance(
                        (double) width / source.getWidth(), (double) height / source.getHeight()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(drawn, isSeeThrough() ? "png" : "jpeg", bytes);
        return bytes.toByteArray();
    }

    private static BufferedImage scaled(BufferedImage source, int width, int height, int type) {
        BufferedImage smaller = new BufferedImage(width, height, type);
        draw(
                smaller,
                source,
                AffineTransform.getScaleInstance(
                        (double) width / source.getWidth(), (double) height / source.getHeight()));
        return smaller;
    }

    private static void draw(BufferedImage onto, BufferedImage source, AffineTransform how) {
        Graphics2D graphics = onto.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(source, how, null);
        graphics.dispose();
    }

    private static String format(byte[] bytes) {
        if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G')) {
            return "png";
        }
        if (startsWith(bytes, 0, 0xFF, 0xD8, 0xFF)) {
            return "jpeg";
        }
        if (startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P')) {
            return "webp";
        }
        throw refusal("it is no PNG, JPEG or WebP picture");
    }

    private static boolean startsWith(byte[] bytes, int from, int... wanted) {
        if (bytes.length < from + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[from + i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** How a phone was held (Exif 2.32, tag 0x0112): 1 upright, 3 upside down, 6 and 8 turned, the others mirrored. */
    private static int orientation(byte[] bytes) {
        try {
            Directory directory = ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes))
                    .getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer value = directory == null ? null : directory.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
            return value == null || value < 1 || value > 8 ? 1 : value;
        } catch (ImageProcessingException | IOException unreadable) {
            return 1;
        }
    }

    private static BufferedImage upright(BufferedImage given, int orientation) {
        if (orientation == 1) {
            return given;
        }
        boolean turned = orientation >= QUARTER_TURNED;
        int width = given.getWidth();
        int height = given.getHeight();
        AffineTransform how = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            default -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
        boolean seeThrough = given.getColorModel().hasAlpha();
        BufferedImage upright = new BufferedImage(
                turned ? height : width,
                turned ? width : height,
                seeThrough ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        draw(upright, given, how);
        return upright;
    }

    private static Invalid refusal(String reason) {
        return new Invalid("IMAGE_INVALID", "The picture cannot be taken: %s. Maybe choose another.".formatted(reason));
    }
}
