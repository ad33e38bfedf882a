package dev.shelfcast.server.stores;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The zones as a GeoJSON document, drawn again only when a zone has changed. */
@Component
class ZoneMap {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AtomicReference<@Nullable Drawn> latest = new AtomicReference<>();

    ZoneMap(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The document and the mark of the zones that it was drawn from. */
    record Drawn(String mark, byte[] document) {}

    private record Zone(
            String pincode,
            String name,
            double latitude,
            double longitude,
            boolean serviceable,
            @Nullable String area) {}

    Drawn draw() {
        String mark = jdbc.sql("""
                        select md5(coalesce(string_agg(z::text, '|' order by pincode), ''))
                          from stores.zone z
                        """).query(String.class).single();
        Drawn last = latest.get();
        if (last != null && last.mark().equals(mark)) {
            return last;
        }
        Drawn drawn = new Drawn(mark, document());
        latest.set(drawn);
        return drawn;
    }

    private byte[] document() {
        List<Zone> zones = jdbc.sql("""
                        select pincode, name, latitude, longitude, serviceable, area::text as area
                          from stores.zone
                         order by pincode
                        """).query(Zone.class).list();
        // Zones with a known area take part in the diagram, so that the approximate ones don't spread over them.
        List<Geometry> cells = ZoneCells.around(zones.stream()
                .map(zone -> new ZoneCells.Centre(zone.latitude(), zone.longitude()))
                .toList());
        ObjectNode document = json.createObjectNode().put("type", "FeatureCollection");
        ArrayNode features = document.putArray("features");
        for (int i = 0; i < zones.size(); i++) {
            Zone zone = zones.get(i);
            ObjectNode feature = features.addObject().put("type", "Feature").put("id", zone.pincode());
            feature.putObject("properties")
                    .put("pincode", zone.pincode())
                    .put("name", zone.name())
                    .put("latitude", zone.latitude())
                    .put("longitude", zone.longitude())
                    .put("serviceable", zone.serviceable())
                    .put("approximate", zone.area() == null);
            feature.set("geometry", zone.area() == null ? geometry(cells.get(i)) : json.readTree(zone.area()));
        }
        return json.writeValueAsBytes(document);
    }

    private ObjectNode geometry(Geometry cell) {
        ObjectNode node = json.createObjectNode();
        List<Polygon> polygons = new ArrayList<>();
        for (int i = 0; i < cell.getNumGeometries(); i++) {
            if (cell.getGeometryN(i) instanceof Polygon polygon) {
                polygons.add(polygon);
            }
        }
        if (polygons.size() == 1) {
            node.put("type", "Polygon").set("coordinates", rings(polygons.get(0)));
        } else {
            node.put("type", "MultiPolygon");
            ArrayNode all = node.putArray("coordinates");
            polygons.forEach(polygon -> all.add(rings(polygon)));
        }
        return node;
    }

    private ArrayNode rings(Polygon polygon) {
        ArrayNode rings = json.createArrayNode();
        rings.add(ring(polygon.getExteriorRing()));
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            rings.add(ring(polygon.getInteriorRingN(i)));
        }
        return rings;
    }

    /** Positions to five decimals: a metre, more than an approximate border is worth. */
    private ArrayNode ring(LinearRing ring) {
        ArrayNode positions = json.createArrayNode();
        for (Coordinate place : ring.getCoordinates()) {
            positions.addArray().add(Math.round(place.x * 1e5) / 1e5).add(Math.round(place.y * 1e5) / 1e5);
        }
        return positions;
    }
}
