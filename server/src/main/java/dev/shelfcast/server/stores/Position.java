package dev.shelfcast.server.stores;

import org.jspecify.annotations.Nullable;

/** The rule for places on the earth, in degrees (WGS 84). */
final class Position {

    private Position() {}

    /** Refuses a latitude or longitude outside the globe, and one without the other. */
    static void check(@Nullable Double latitude, @Nullable Double longitude) {
        if ((latitude == null) != (longitude == null)) {
            throw StoreDraft.refusal(
                    latitude == null ? "latitude" : "longitude", "a position has both or neither", "absent");
        }
        if (latitude != null && !(Math.abs(latitude) <= 90)) {
            throw StoreDraft.refusal("latitude", "it is from -90 to 90 degrees", latitude.toString());
        }
        if (longitude != null && !(Math.abs(longitude) <= 180)) {
            throw StoreDraft.refusal("longitude", "it is from -180 to 180 degrees", longitude.toString());
        }
    }
}
