package dev.shelfcast.server.stores;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;

/**
 * Approximate areas for zones of which only the centre is known: the places that are nearer to it than to any other
 * centre, no farther than a radius, and within the hull of all centres. All lengths are metres on a local plane.
 */
final class ZoneCells {

    /** A pincode in an Indian city is rarely wider; beyond it nobody can say whose ground it is. */
    static final double RADIUS = 3_000;

    /** How far the hull reaches past the outermost centres, so that these have ground on all sides. */
    private static final double MARGIN = 1_200;

    private static final double METRES_PER_DEGREE = 111_320;
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private ZoneCells() {}

    /** A place in degrees. */
    record Centre(double latitude, double longitude) {}

    /** One cell per centre, in their order, in degrees (x is the longitude). */
    static List<Geometry> around(List<Centre> centres) {
        if (centres.isEmpty()) {
            return List.of();
        }
        double origin = centres.stream().mapToDouble(Centre::latitude).average().orElse(0);
        // One scale for all keeps neighbours' borders shared; over one region it is off by far less than the cells are.
        double eastward = METRES_PER_DEGREE * Math.max(0.01, Math.cos(Math.toRadians(origin)));
        List<Coordinate> places = new ArrayList<>();
        for (Centre centre : centres) {
            places.add(new Coordinate(centre.longitude() * eastward, centre.latitude() * METRES_PER_DEGREE));
        }
        Geometry ground = GEOMETRY.createMultiPointFromCoords(places.toArray(Coordinate[]::new))
                .convexHull()
                .buffer(MARGIN);
        Geometry diagram = diagram(places);
        List<Geometry> cells = new ArrayList<>();
        for (Coordinate place : places) {
            Point centre = GEOMETRY.createPoint(place);
            Geometry cell =
                    cellOf(centre, diagram).intersection(centre.buffer(RADIUS)).intersection(ground);
            cell.apply((Coordinate c) -> c.setCoordinate(new Coordinate(c.x / eastward, c.y / METRES_PER_DEGREE)));
            cell.geometryChanged();
            cells.add(cell);
        }
        return cells;
    }

    private static Geometry diagram(List<Coordinate> places) {
        VoronoiDiagramBuilder builder = new VoronoiDiagramBuilder();
        builder.setSites(places);
        Envelope all = new Envelope();
        places.forEach(all::expandToInclude);
        all.expandBy(2 * RADIUS);
        builder.setClipEnvelope(all);
        return builder.getDiagram(GEOMETRY);
    }

    /** Two zones with the same centre share a cell; a lone zone has all the ground. */
    private static Geometry cellOf(Point centre, Geometry diagram) {
        for (int i = 0; i < diagram.getNumGeometries(); i++) {
            if (diagram.getGeometryN(i).covers(centre)) {
                return diagram.getGeometryN(i);
            }
        }
        return centre.buffer(RADIUS);
    }
}
