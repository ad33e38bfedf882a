package dev.shelfcast.server.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

class ZoneCellsTest {

    @Test
    void everyCellHoldsItsCentreAndNoOtherGround() {
        Seeds.check(30, random -> {
            List<ZoneCells.Centre> centres = new ArrayList<>();
            int count = 1 + random.nextInt(80);
            for (int i = 0; i < count; i++) {
                centres.add(new ZoneCells.Centre(19 + random.nextDouble() * 0.3, 72.8 + random.nextDouble() * 0.2));
            }
            List<Polygon> cells = ZoneCells.around(centres);
            assertThat(cells).hasSize(count);
            for (int i = 0; i < count; i++) {
                Coordinate place = new Coordinate(
                        centres.get(i).longitude(), centres.get(i).latitude());
                assertThat(cells.get(i).contains(new GeometryFactory().createPoint(place)))
                        .isTrue();
                assertThat(cells.get(i).getEnvelopeInternal().getHeight()).isLessThan(6.1 / 111.32);
                for (int j = 0; j < i; j++) {
                    assertThat(OverlayNGRobust.overlay(cells.get(i), cells.get(j), OverlayNG.INTERSECTION)
                                    .getArea())
                            .isLessThan(1e-9);
                }
            }
        });
    }

    @Test
    void noZonesHaveNoCells() {
        assertThat(ZoneCells.around(List.of())).isEmpty();
    }
}
