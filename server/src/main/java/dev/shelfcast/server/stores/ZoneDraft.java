package dev.shelfcast.server.stores;

import dev.shelfcast.server.shared.Pincode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The area of one pincode: its centre, and its GeoJSON polygon or multipolygon where one is known. */
public record ZoneDraft(
        Pincode pincode,
        String name,
        @Nullable String city,
        double latitude,
        double longitude,
        @Nullable JsonNode area,
        boolean serviceable) {

    public ZoneDraft {
        name = name.strip();
        if (name.isEmpty() || name.length() > 200) {
            throw StoreDraft.refusal("name", "a name has 1 to 200 characters", name);
        }
        Position.check(latitude, longitude);
        if (area != null && area.isNull()) {
            area = null;
        }
        if (area != null) {
            Areas.check(pincode, area);
        }
    }
}
