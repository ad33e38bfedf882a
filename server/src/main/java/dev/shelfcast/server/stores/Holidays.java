package dev.shelfcast.server.stores;

import dev.shelfcast.server.identity.AuditLog;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The days on which people buy otherwise than on others. */
@Component
public class Holidays {

    private final JdbcClient jdbc;
    private final AuditLog audit;

    Holidays(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** A day and why it is special. */
    public record Holiday(LocalDate day, String name) {

        public Holiday {
            name = name.strip();
            if (name.isEmpty() || name.length() > 200) {
                throw StoreDraft.refusal("name", "a name has 1 to 200 characters", name);
            }
        }
    }

    public List<Holiday> list(LocalDate from, LocalDate to) {
        return jdbc.sql("select day, name from stores.holiday where day between :from and :to order by day, name")
                .param("from", from)
                .param("to", to)
                .query(Holiday.class)
                .list();
    }

    /** Adds the holidays that are not known yet. */
    @Transactional
    public void ensure(Collection<Holiday> holidays) {
        int added = 0;
        for (Holiday holiday : holidays) {
            added += jdbc.sql("insert into stores.holiday (day, name) values (:day, :name) on conflict do nothing")
                    .param("day", holiday.day())
                    .param("name", holiday.name())
                    .update();
        }
        if (added > 0) {
            audit.record("holiday.put", "holidays", added + " holidays", null, holidays);
        }
    }

    /** Makes the day a working day again. */
    @Transactional
    void remove(LocalDate day) {
        List<Holiday> before = list(day, day);
        jdbc.sql("delete from stores.holiday where day = :day")
                .param("day", day)
                .update();
        if (!before.isEmpty()) {
            audit.record("holiday.remove", "holiday", day.toString(), before, null);
        }
    }
}
