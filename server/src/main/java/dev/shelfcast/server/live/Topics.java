package dev.shelfcast.server.live;

import dev.shelfcast.server.shared.StoreCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The destinations that pages listen to. */
final class Topics {

    /** News of the whole chain. */
    static final String CHAIN = "/topic/live";

    private Topics() {}

    /** News of one store; the code is encoded as a page's encodeURIComponent does it, and the broker's wildcard too. */
    static String of(StoreCode store) {
        String encoded = URLEncoder.encode(store.value(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("*", "%2A")
                .replace("%7E", "~");
        return CHAIN + "/" + encoded;
    }
}
