package dev.shelfcast.server.ingestion;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows the rows that are in already. A till's export has no number per sale, so a row is known by all its fields, and
 * rows that are alike are counted: of three in a file, the two that are in are skipped and the third is new.
 */
@Component
class Duplicates {

    private final JdbcClient jdbc;

    Duplicates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Finds the staged rows that are in already; of rows that are alike, the file's first ones are taken for them. */
    long find() {
        // Most files bring new days only: their stores and days have no fingerprints, and nothing is compared.
        return jdbc.sql("""
                        insert into ingestion.skipped (line)
                        with known as (
                            select hash as fingerprint, count(*) as rows
                              from (select distinct ss.store_id, s.day
                                      from ingestion.staged s
                                      join ingestion.staged_store ss using (store)) d
                              join ingestion.fingerprint f using (store_id, day)
                             cross join unnest(f.fingerprints) as hash
                             group by hash
                        ), alike as (
                            select s.line, k.rows,
                                   row_number() over (partition by s.fingerprint order by s.line) as nth
                              from ingestion.staged s
                              join known k using (fingerprint)
                        )
                        select line from alike where nth <= rows
                        """).update();
    }

    boolean anyKnown() {
        return jdbc.sql("select exists (select from ingestion.fingerprint)")
                .query(Boolean.class)
                .single();
    }

    /** Runs of lines, so that a whole file sent again is one entry. */
    List<Problem> report(int most) {
        List<Problem> problems = new ArrayList<>();
        jdbc.sql("""
                        select min(line) as first, max(line) as last, count(*) as rows
                          from (select line, line - row_number() over (order by line) as island
                                  from ingestion.skipped) n
                         group by island
                         order by 1
                         limit :most
                        """).param("most", most).query(row -> {
            long first = row.getLong("first");
            long last = row.getLong("last");
            String lines = first == last ? "line " + first : "lines %d to %d".formatted(first, last);
            String reason = row.getLong("rows") == 1
                    ? "The row was imported before."
                    : "%d rows were imported before.".formatted(row.getLong("rows"));
            problems.add(new Problem(first, null, lines, reason, Problem.Severity.SKIPPED));
        });
        return problems;
    }

    /** Takes the known rows out of what is to be loaded. */
    void drop() {
        jdbc.sql("""
                        delete from ingestion.staged s
                         using ingestion.skipped k
                         where k.line = s.line
                        """).update();
        jdbc.sql("analyze ingestion.staged").update();
    }

    /** Remembers the staged rows. */
    void remember(long uploadId) {
        // One group at a time is held in memory when the rows come sorted; a hash of growing arrays would hold all.
        jdbc.sql("set local enable_hashagg = off").update();
        jdbc.sql("""
                        insert into ingestion.fingerprint (store_id, day, upload_id, fingerprints)
                        select ss.store_id, s.day, :upload, array_agg(s.fingerprint)
                          from ingestion.staged s
                          join ingestion.staged_store ss using (store)
                         group by ss.store_id, s.day
                        """).param("upload", uploadId).update();
        jdbc.sql("set local enable_hashagg = on").update();
    }

    void forget(long uploadId) {
        jdbc.sql("delete from ingestion.fingerprint where upload_id = :upload")
                .param("upload", uploadId)
                .update();
    }
}
