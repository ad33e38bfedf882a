package dev.shelfcast.server.stores;

import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.TooLarge;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Zones")
class ZoneController {

    private static final int MOST_ZONES = 20_000;
    private static final MediaType GEO_JSON = MediaType.parseMediaType("application/geo+json");

    private final JdbcClient jdbc;
    private final Zones zones;
    private final ZoneMap map;

    ZoneController(JdbcClient jdbc, Zones zones, ZoneMap map) {
        this.jdbc = jdbc;
        this.zones = zones;
        this.map = map;
    }

    /** A zone in the API; approximate where its area is not known. */
    record Zone(
            Pincode pincode,
            String name,
            @Nullable String city,
            double latitude,
            double longitude,
            boolean serviceable,
            boolean approximate) {}

    record ZoneRequest(
            Pincode pincode,
            @Nullable String name,
            @Nullable String city,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable JsonNode area,
            @Nullable Boolean serviceable) {

        ZoneDraft draft() {
            if (latitude == null || longitude == null) {
                throw StoreDraft.refusal("position of " + pincode, "a zone has a latitude and a longitude", "absent");
            }
            return new ZoneDraft(
                    pincode,
                    name == null || name.isBlank() ? pincode.value() : name,
                    city,
                    latitude,
                    longitude,
                    area,
                    !Boolean.FALSE.equals(serviceable));
        }
    }

    record Saved(int saved) {}

    @GetMapping("/zones")
    @Reads
    Listing<Zone> list(
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable Boolean serviceable,
            Paging paging) {
        long total = jdbc.sql("""
                        select count(*)
                          from stores.zone
                         where (cast(:search as text) is null
                                or position(lower(:search) in lower(pincode || ' ' || name)) > 0)
                           and (cast(:serviceable as boolean) is null or serviceable = :serviceable)
                        """)
                .param("search", search)
                .param("serviceable", serviceable)
                .query(Long.class)
                .single();
        List<Zone> page = jdbc.sql("""
                        select pincode, name, city, latitude, longitude, serviceable, area is null as approximate
                          from stores.zone
                         where (cast(:search as text) is null
                                or position(lower(:search) in lower(pincode || ' ' || name)) > 0)
                           and (cast(:serviceable as boolean) is null or serviceable = :serviceable)
                         order by pincode
                        offset :offset limit :limit
                        """)
                .param("search", search)
                .param("serviceable", serviceable)
                .param("offset", paging.offset())
                .param("limit", paging.limit())
                .query(Zone.class)
                .list();
        return Listing.of(page, total, paging);
    }

    /** Creates or replaces the zones that are given, all or none; others stay. */
    @PutMapping("/zones")
    @Plans
    Saved put(@RequestBody List<ZoneRequest> requests) {
        if (requests.size() > MOST_ZONES) {
            throw new TooLarge(
                    "TOO_MANY_ZONES",
                    "%d zones were sent; %d are taken at once. Maybe send them in parts."
                            .formatted(requests.size(), MOST_ZONES));
        }
        zones.ensure(requests.stream().map(ZoneRequest::draft).toList());
        return new Saved(requests.size());
    }

    /** The zones' areas; the browser keeps them and asks only whether they have changed. */
    @GetMapping(path = "/zones.geojson", produces = "application/geo+json")
    @Reads
    @Nullable
    ResponseEntity<byte[]> geojson(WebRequest request) {
        ZoneMap.Drawn drawn = map.draw();
        if (request.checkNotModified("\"" + drawn.mark() + "\"")) {
            return null;
        }
        return ResponseEntity.ok()
                .contentType(GEO_JSON)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(drawn.mark())
                .body(drawn.document());
    }
}
