package dev.shelfcast.server.stores;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.IfMatch;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.StoreCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where the chain sells: finds stores, creates and changes them. */
@Component
public class Stores {

    private static final StoreCode DEFAULT = StoreCode.of("MAIN");
    private static final LocalTime OPENING = LocalTime.of(9, 0);

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final @Nullable ZoneId configuredZone;

    Stores(
            JdbcClient jdbc,
            AuditLog audit,
            ApplicationEventPublisher events,
            @Value("${shelfcast.time-zone:}") String timeZone) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.events = events;
        this.configuredZone = timeZone.isBlank() ? null : ZoneId.of(timeZone);
    }

    public StoreView get(StoreCode code) {
        return find(code)
                .orElseThrow(
                        () -> new NotFound("UNKNOWN_STORE", "There is no store with the code '%s'.".formatted(code)));
    }

    public Optional<StoreView> find(StoreCode code) {
        return Optional.ofNullable(listByCode(List.of(code)).get(code));
    }

    public StoreView byId(long id) {
        return jdbc.sql("""
                        select id, code, name, kind, pincode, latitude, longitude, time_zone, receiving_time, active
                          from stores.store
                         where id = :id
                        """)
                .param("id", id)
                .query(Stores::row)
                .optional()
                .orElseThrow(() -> new NotFound("UNKNOWN_STORE", "There is no store %d.".formatted(id)));
    }

    /** Those of the given codes that exist. */
    public Map<StoreCode, StoreView> listByCode(Collection<StoreCode> codes) {
        return jdbc
                .sql("""
                        select id, code, name, kind, pincode, latitude, longitude, time_zone, receiving_time, active
                          from stores.store
                         where code = any(cast(:codes as text[]))
                        """)
                .param("codes", codes.stream().map(StoreCode::value).toArray(String[]::new))
                .query(Stores::row)
                .list()
                .stream()
                .collect(Collectors.toMap(StoreView::code, Function.identity()));
    }

    /** The store of files and tills that name none: code MAIN, created when it is first needed. */
    @Transactional
    public StoreView defaultStore() {
        return find(DEFAULT).orElseGet(() -> {
            ensure(List.of(new StoreDraft(DEFAULT, "Main store", StoreKind.SHOP, null, null, null, null, null, null)));
            return get(DEFAULT);
        });
    }

    /** Creates the stores whose codes are not known yet and answers every code with its id. */
    @Transactional
    public Map<StoreCode, Long> ensure(Collection<StoreDraft> drafts) {
        Map<StoreCode, StoreView> known =
                listByCode(drafts.stream().map(StoreDraft::code).toList());
        ZoneId chainZone = chainZone();
        Set<StoreCode> created = drafts.stream()
                .filter(draft -> !known.containsKey(draft.code()))
                .sorted((a, b) -> a.code().compareTo(b.code()))
                .filter(draft -> insert(draft, chainZone))
                .map(StoreDraft::code)
                .collect(Collectors.toSet());
        if (!created.isEmpty()) {
            events.publishEvent(new StoreChanged(created));
        }
        return listByCode(drafts.stream().map(StoreDraft::code).toList()).values().stream()
                .collect(Collectors.toMap(StoreView::code, StoreView::id));
    }

    /**
     * The chain's time zone: as configured, else the one that most stores are in, else the machine's. Without the
     * middle step a chain in India on a server in UTC would begin its days at half past five.
     */
    public ZoneId chainZone() {
        if (configuredZone != null) {
            return configuredZone;
        }
        return jdbc.sql("""
                        select time_zone
                          from stores.store
                         where active
                         group by time_zone
                         order by count(*) desc, time_zone
                         limit 1
                        """).query(String.class).optional().map(ZoneId::of).orElseGet(ZoneId::systemDefault);
    }

    /** Creates one store; its code must be new. */
    @Transactional
    public StoreView create(StoreDraft draft) {
        if (find(draft.code()).isPresent()) {
            throw new Conflict(
                    "STORE_EXISTS", "There is a store '%s' already. Maybe change that one.".formatted(draft.code()));
        }
        ensure(List.of(draft));
        return get(draft.code());
    }

    /** Gives the store all that the draft says; what it leaves out is cleared, except the times, which stay. */
    @Transactional
    public StoreView update(StoreDraft draft, boolean active, IfMatch match) {
        StoreView before = get(draft.code());
        int changed = jdbc.sql("""
                        update stores.store
                           set name = :name, kind = :kind, pincode = :pincode, address = :address,
                               latitude = :latitude, longitude = :longitude,
                               time_zone = coalesce(:zone, time_zone),
                               receiving_time = coalesce(cast(:receiving as time), receiving_time),
                               active = :active, version = version + 1
                         where code = :code and version = coalesce(:version, version)
                        """)
                .param("name", draft.name())
                .param("kind", draft.kind().name())
                .param(
                        "pincode",
                        draft.pincode() == null ? null : draft.pincode().value())
                .param("address", draft.address())
                .param("latitude", draft.latitude())
                .param("longitude", draft.longitude())
                .param(
                        "zone",
                        draft.timeZone() == null ? null : draft.timeZone().getId())
                .param("receiving", draft.receivingTime())
                .param("active", active)
                .param("code", draft.code().value())
                .param("version", match.version())
                .update();
        if (changed == 0) {
            throw match.stale("The store " + draft.code());
        }
        StoreView after = get(draft.code());
        audit.record("STORE_CHANGED", "STORE", draft.code().value(), before, after);
        events.publishEvent(new StoreChanged(Set.of(draft.code())));
        return after;
    }

    private boolean insert(StoreDraft draft, ZoneId chainZone) {
        ZoneId zone = draft.timeZone() == null ? chainZone : draft.timeZone();
        int inserted = jdbc.sql("""
                        insert into stores.store (code, name, kind, pincode, address, latitude, longitude, time_zone,
                                                  receiving_time)
                        values (:code, :name, :kind, :pincode, :address, :latitude, :longitude, :zone, :receiving)
                        on conflict (code) do nothing
                        """)
                .param("code", draft.code().value())
                .param("name", draft.name())
                .param("kind", draft.kind().name())
                .param(
                        "pincode",
                        draft.pincode() == null ? null : draft.pincode().value())
                .param("address", draft.address())
                .param("latitude", draft.latitude())
                .param("longitude", draft.longitude())
                .param("zone", zone.getId())
                .param("receiving", draft.receivingTime() == null ? OPENING : draft.receivingTime())
                .update();
        if (inserted == 1) {
            audit.record("STORE_CREATED", "STORE", draft.code().value(), null, draft);
        }
        return inserted == 1;
    }

    private static StoreView row(ResultSet row, int number) throws SQLException {
        String pincode = row.getString("pincode");
        return new StoreView(
                row.getLong("id"),
                StoreCode.of(row.getString("code")),
                row.getString("name"),
                StoreKind.valueOf(row.getString("kind")),
                pincode == null ? null : Pincode.of(pincode),
                row.getObject("latitude", Double.class),
                row.getObject("longitude", Double.class),
                ZoneId.of(row.getString("time_zone")),
                row.getObject("receiving_time", LocalTime.class),
                row.getBoolean("active"));
    }
}
