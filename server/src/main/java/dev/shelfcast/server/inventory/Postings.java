package dev.shelfcast.server.inventory;

import dev.shelfcast.server.shared.Conflict;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names under which movements were posted: the same name and content again is answered, other content refused. */
@Component
class Postings {

    /** A name and what was, or is to be, posted under it. */
    record Named(Origin origin, String content) {}

    private record Stored(String source, String externalId, int line, String content, List<Long> movements) {

        Origin origin() {
            return Origin.once(source, externalId, line);
        }
    }

    private final JdbcClient jdbc;

    Postings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the names; answers those that were taken before, with what was posted then. */
    Map<Origin, PostedMovement> claim(List<Named> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<Origin, String> contents = new HashMap<>();
        for (Named name : names) {
            if (contents.put(name.origin(), name.content()) != null) {
                throw new Conflict(
                        "EXTERNAL_ID_REUSED",
                        "The request has two movements with the external id '%s'."
                                .formatted(name.origin().externalId()));
            }
        }
        List<Origin> claimed = insert(names);
        if (claimed.size() == names.size()) {
            return Map.of();
        }
        claimed.forEach(contents::remove);
        Map<Origin, PostedMovement> repeated = new HashMap<>();
        for (Stored stored : find(List.copyOf(contents.keySet()))) {
            if (!stored.content().equals(contents.get(stored.origin()))) {
                throw new Conflict(
                        "EXTERNAL_ID_REUSED",
                        "The external id '%s' of %s was used before for something else. Maybe choose a new one."
                                .formatted(stored.externalId(), stored.source()));
            }
            repeated.put(stored.origin(), new PostedMovement(stored.movements(), BigDecimal.ZERO, true));
        }
        return repeated;
    }

    /** Keeps which movements were written under each name. */
    void keep(Map<Origin, List<Long>> written) {
        List<Origin> origins = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        written.forEach((origin, movements) -> movements.forEach(id -> {
            origins.add(origin);
            ids.add(id);
        }));
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update inventory.posting p
                           set movements = w.ids
                          from (select source, external_id, line, array_agg(id order by id) as ids
                                  from unnest(:sources, :names, :lines, :ids) as k (source, external_id, line, id)
                                 group by source, external_id, line) w
                         where p.source = w.source and p.external_id = w.external_id and p.line = w.line
                        """)
                .params(columns(origins))
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    private List<Origin> insert(List<Named> names) {
        List<Origin> origins = names.stream().map(Named::origin).toList();
        return jdbc.sql("""
                        insert into inventory.posting (source, external_id, line, content)
                        select source, external_id, line, content
                          from unnest(:sources, :names, :lines, :contents) as k (source, external_id, line, content)
                         order by source, external_id, line
                        on conflict do nothing
                        returning source, external_id, line
                        """)
                .params(columns(origins))
                .param("contents", names.stream().map(Named::content).toArray(String[]::new))
                .query((row, number) -> Origin.once(row.getString(1), row.getString(2), row.getInt(3)))
                .list();
    }

    private List<Stored> find(List<Origin> origins) {
        return jdbc.sql("""
                        select p.source, p.external_id, p.line, p.content, p.movements
                          from inventory.posting p
                          join unnest(:sources, :names, :lines) as k (source, external_id, line)
                            on p.source = k.source and p.external_id = k.external_id and p.line = k.line
                        """)
                .params(columns(origins))
                .query((row, number) -> new Stored(
                        row.getString("source"),
                        row.getString("external_id"),
                        row.getInt("line"),
                        row.getString("content"),
                        ids(row.getArray("movements"))))
                .list();
    }

    private static List<Long> ids(java.sql.Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(id -> (Long) id).toList();
    }

    private static Map<String, Object> columns(List<Origin> origins) {
        return Map.of(
                "sources", origins.stream().map(Origin::source).toArray(String[]::new),
                "names",
                        origins.stream()
                                .map(origin -> Objects.requireNonNull(origin.externalId()))
                                .toArray(String[]::new),
                "lines", origins.stream().map(Origin::line).toArray(Integer[]::new));
    }
}
