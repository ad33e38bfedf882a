package dev.shelfcast.server.stores;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.shared.Pincode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Where the chain delivers: pincodes with their names, centres and areas. */
@Component
public class Zones {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditLog audit;

    Zones(JdbcClient jdbc, JsonMapper json, AuditLog audit) {
        this.jdbc = jdbc;
        this.json = json;
        this.audit = audit;
    }

    private record Row(
            Pincode pincode,
            String name,
            @Nullable String city,
            double latitude,
            double longitude,
            @Nullable String area,
            boolean serviceable) {}

    /** Creates or replaces the zones, all or none. */
    @Transactional
    public void ensure(Collection<ZoneDraft> zones) {
        List<Row> rows = zones.stream()
                .map(zone -> new Row(
                        zone.pincode(),
                        zone.name(),
                        zone.city(),
                        zone.latitude(),
                        zone.longitude(),
                        zone.area() == null ? null : zone.area().toString(),
                        zone.serviceable()))
                .toList();
        jdbc.sql("""
                        insert into stores.zone (pincode, name, city, latitude, longitude, area, serviceable)
                        select distinct on (pincode)
                               pincode, name, city, latitude, longitude, cast(area as jsonb), serviceable
                          from jsonb_to_recordset(cast(:rows as jsonb)) as g (
                                   pincode text, name text, city text, latitude double precision,
                                   longitude double precision, area text, serviceable boolean)
                         order by pincode
                        on conflict (pincode) do update
                           set name = excluded.name, city = excluded.city, latitude = excluded.latitude,
                               longitude = excluded.longitude, area = excluded.area,
                               serviceable = excluded.serviceable
                        """).param("rows", json.writeValueAsString(rows)).update();
        audit.record(
                "zone.put",
                "zones",
                rows.size() + " zones",
                null,
                rows.stream().map(row -> row.pincode().value()).toList());
    }

    /** Those of the given pincodes that are zones. */
    public Set<Pincode> known(Collection<Pincode> pincodes) {
        return Set.copyOf(jdbc
                .sql("select pincode from stores.zone where pincode = any(cast(:pincodes as text[]))")
                .param("pincodes", pincodes.stream().map(Pincode::value).toArray(String[]::new))
                .query(String.class)
                .stream()
                .map(Pincode::of)
                .toList());
    }
}
