package dev.shelfcast.server.stores;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Approximate areas for zones of which only the centre is known: the places that are nearer to it than to any other
 * centre (Voronoi), no farther than a radius, and within the hull of all centres. Lengths are metres on a local plane.
 *
 * <p>Because of the radius only centres within twice of it can take ground away, so each cell is a disc cut along the
 * middle lines to those few. Cuts of convex shapes cannot fail, which overlays of a whole diagram do now and then.
 */
final class ZoneCells {

    /** A pincode in an Indian city is rarely wider; beyond it nobody can say whose ground it is. */
    static final double RADIUS = 3_000;

    /** How far the hull reaches past the outermost centres, so that these have ground on all sides. */
    private static final double MARGIN = 1_200;

    private static final double METRES_PER_DEGREE = 111_320;
    private static final int DISC_CORNERS = 48;
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    private ZoneCells() {}

    /** A place in degrees. */
    record Centre(double latitude, double longitude) {}

    /** One cell per centre, in their order, in degrees (x is the longitude). Zones with one centre share a cell. */
    static List<Polygon> around(List<Centre> centres) {
        if (centres.isEmpty()) {
            return List.of();
        }
        double origin = centres.stream().mapToDouble(Centre::latitude).average().orElse(0);
        // One scale for all keeps neighbours' borders shared; within a region it is off by less than the cells are.
        double eastward = METRES_PER_DEGREE * Math.max(0.01, Math.cos(Math.toRadians(origin)));
        List<Coordinate> places = new ArrayList<>();
        STRtree tree = new STRtree();
        for (Centre centre : centres) {
            Coordinate place = new Coordinate(centre.longitude() * eastward, centre.latitude() * METRES_PER_DEGREE);
            places.add(place);
            tree.insert(new Envelope(place), place);
        }
        Coordinate[] ground = GEOMETRY.createMultiPointFromCoords(places.toArray(Coordinate[]::new))
                .convexHull()
                .buffer(MARGIN)
                .getCoordinates();
        List<Polygon> cells = new ArrayList<>();
        for (Coordinate place : places) {
            List<Coordinate> cell = withinHull(cell(place, neighbours(place, tree)), ground, place);
            cells.add(inDegrees(cell, eastward));
        }
        return cells;
    }

    private static List<Coordinate> neighbours(Coordinate place, STRtree tree) {
        Envelope reach = new Envelope(place);
        reach.expandBy(2 * RADIUS);
        List<Coordinate> near = new ArrayList<>();
        tree.query(reach, item -> {
            Coordinate other = (Coordinate) item;
            if (!other.equals2D(place)) {
                near.add(other);
            }
        });
        return near;
    }

    private static List<Coordinate> cell(Coordinate place, List<Coordinate> neighbours) {
        List<Coordinate> shape = new ArrayList<>();
        for (int i = 0; i < DISC_CORNERS; i++) {
            double angle = 2 * Math.PI * i / DISC_CORNERS;
            shape.add(new Coordinate(place.x + RADIUS * Math.cos(angle), place.y + RADIUS * Math.sin(angle)));
        }
        for (Coordinate other : neighbours) {
            Coordinate middle = new Coordinate((place.x + other.x) / 2, (place.y + other.y) / 2);
            shape = cut(shape, middle, new Coordinate(other.x - place.x, other.y - place.y));
        }
        return shape;
    }

    private static List<Coordinate> withinHull(List<Coordinate> cell, Coordinate[] ground, Coordinate inside) {
        List<Coordinate> shape = cell;
        for (int i = 0; i + 1 < ground.length; i++) {
            Coordinate outward = new Coordinate(ground[i + 1].y - ground[i].y, ground[i].x - ground[i + 1].x);
            if (beyond(inside, ground[i], outward) > 0) {
                outward = new Coordinate(-outward.x, -outward.y);
            }
            shape = cut(shape, ground[i], outward);
        }
        return shape;
    }

    /** What remains of a convex shape on the near side of the line through a point, across the direction. */
    private static List<Coordinate> cut(List<Coordinate> shape, Coordinate point, Coordinate direction) {
        List<Coordinate> kept = new ArrayList<>(shape.size() + 1);
        for (int i = 0; i < shape.size(); i++) {
            Coordinate here = shape.get(i);
            Coordinate next = shape.get((i + 1) % shape.size());
            double a = beyond(here, point, direction);
            double b = beyond(next, point, direction);
            if (a <= 0) {
                kept.add(here);
            }
            if ((a < 0 && b > 0) || (a > 0 && b < 0)) {
                double share = a / (a - b);
                kept.add(new Coordinate(here.x + share * (next.x - here.x), here.y + share * (next.y - here.y)));
            }
        }
        return kept;
    }

    private static double beyond(Coordinate place, Coordinate point, Coordinate direction) {
        return (place.x - point.x) * direction.x + (place.y - point.y) * direction.y;
    }

    private static Polygon inDegrees(List<Coordinate> shape, double eastward) {
        Coordinate[] ring = new Coordinate[shape.size() + 1];
        for (int i = 0; i < ring.length; i++) {
            Coordinate corner = shape.get(i % shape.size());
            ring[i] = new Coordinate(corner.x / eastward, corner.y / METRES_PER_DEGREE);
        }
        return GEOMETRY.createPolygon(ring);
    }
}
