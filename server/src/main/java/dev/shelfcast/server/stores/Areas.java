package dev.shelfcast.server.stores;

import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.Pincode;
import tools.jackson.databind.JsonNode;

/** Checks GeoJSON areas (RFC 7946) before they are kept: what is drawn must be a closed ring of positions. */
final class Areas {

    /** The boundary of a whole state has fewer points; more is a mistake and would slow every map. */
    private static final int MOST_POINTS = 20_000;

    private static final int SMALLEST_RING = 4;

    private Areas() {}

    static void check(Pincode pincode, JsonNode area) {
        String type = area.path("type").asString("");
        JsonNode coordinates = area.path("coordinates");
        int points = switch (type) {
            case "Polygon" -> polygon(pincode, coordinates);
            case "MultiPolygon" -> polygons(pincode, coordinates);
            default -> throw refusal(pincode, "its type is '%s', not Polygon or MultiPolygon".formatted(type));
        };
        if (points > MOST_POINTS) {
            throw refusal(pincode, "it has %d points; at most %d are drawn".formatted(points, MOST_POINTS));
        }
    }

    private static int polygons(Pincode pincode, JsonNode polygons) {
        if (!polygons.isArray() || polygons.isEmpty()) {
            throw refusal(pincode, "it has no polygons");
        }
        int points = 0;
        for (JsonNode polygon : polygons) {
            points += polygon(pincode, polygon);
        }
        return points;
    }

    private static int polygon(Pincode pincode, JsonNode rings) {
        if (!rings.isArray() || rings.isEmpty()) {
            throw refusal(pincode, "it has no rings");
        }
        int points = 0;
        for (JsonNode ring : rings) {
            if (!ring.isArray() || ring.size() < SMALLEST_RING || !ring.get(0).equals(ring.get(ring.size() - 1))) {
                throw refusal(pincode, "a ring has at least four positions and ends where it began");
            }
            for (JsonNode position : ring) {
                position(pincode, position);
            }
            points += ring.size();
        }
        return points;
    }

    private static void position(Pincode pincode, JsonNode position) {
        if (position.size() < 2
                || !position.get(0).isNumber()
                || !position.get(1).isNumber()) {
            throw refusal(pincode, "a position is [longitude, latitude]");
        }
        Position.check(position.get(1).doubleValue(), position.get(0).doubleValue());
    }

    private static Invalid refusal(Pincode pincode, String reason) {
        return StoreDraft.refusal("area of " + pincode, reason, "GeoJSON");
    }
}
