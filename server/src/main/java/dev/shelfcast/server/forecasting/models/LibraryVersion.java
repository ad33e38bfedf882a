package dev.shelfcast.server.forecasting.models;

import dev.shelfcast.forecast.Forecasting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the forecasting library, as its jar says; {@code development} where it runs from its classes. */
final class LibraryVersion {

    static final String NAME = read();

    private LibraryVersion() {}

    private static String read() {
        String place = "/META-INF/maven/dev.shelfcast/shelfcast-forecasting/pom.properties";
        try (InputStream in = Forecasting.class.getResourceAsStream(place)) {
            if (in == null) {
                return "development";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "development");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
