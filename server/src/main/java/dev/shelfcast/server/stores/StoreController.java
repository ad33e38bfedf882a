package dev.shelfcast.server.stores;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.IfMatch;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.shared.Versioned;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/stores")
@Tag(name = "Stores")
class StoreController {

    private final JdbcClient jdbc;
    private final Stores stores;
    private final CurrentUser user;
    private final RepeatedRequests repeated;

    StoreController(JdbcClient jdbc, Stores stores, CurrentUser user, RepeatedRequests repeated) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.user = user;
        this.repeated = repeated;
    }

    /** A store in the API. */
    record Store(
            long id,
            StoreCode code,
            String name,
            StoreKind kind,
            @Nullable Pincode pincode,
            @Nullable String address,
            @Nullable Double latitude,
            @Nullable Double longitude,
            String timeZone,
            LocalTime receivingTime,
            boolean active,
            int version,
            @Nullable StoreCode suppliedFrom)
            implements Versioned {}

    record StoreRequest(
            @Nullable StoreCode code,
            @Nullable String name,
            @Nullable StoreKind kind,
            @Nullable Pincode pincode,
            @Nullable String address,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable String timeZone,
            @Nullable LocalTime receivingTime,
            @Nullable Boolean active,
            @Nullable Integer version) {

        StoreDraft draft(StoreCode knownAs) {
            return new StoreDraft(
                    knownAs,
                    name == null || name.isBlank() ? knownAs.value() : name,
                    kind == null ? StoreKind.SHOP : kind,
                    pincode,
                    address,
                    latitude,
                    longitude,
                    zone(),
                    receivingTime);
        }

        private @Nullable ZoneId zone() {
            if (timeZone == null || timeZone.isBlank()) {
                return null;
            }
            try {
                return ZoneId.of(timeZone.strip());
            } catch (DateTimeException e) {
                throw StoreDraft.refusal("time_zone", "it is not a time zone such as Asia/Kolkata", timeZone);
            }
        }
    }

    @GetMapping
    @Reads
    Listing<Store> list(
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable StoreKind kind,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(required = false) @Nullable Pincode serves,
            Paging paging) {
        String kindName = kind == null ? null : kind.name();
        long total = jdbc.sql("""
                        select count(*)
                          from stores.store
                         where (cast(:scope as text[]) is null or code = any(cast(:scope as text[])))
                           and (cast(:search as text) is null
                                or position(lower(:search) in lower(concat_ws(' ', code, name, pincode))) > 0)
                           and (cast(:kind as text) is null or kind = :kind)
                           and (cast(:active as boolean) is null or active = :active)
                           and (cast(:serves as text) is null
                                or id in (select a.store_id from stores.served_pincode a where a.pincode = :serves))
                        """)
                .param("scope", user.scope().codesOrNull())
                .param("search", search)
                .param("kind", kindName)
                .param("active", active)
                .param("serves", serves == null ? null : serves.value())
                .query(Long.class)
                .single();
        List<Store> page = jdbc.sql("""
                        select id, code, name, kind, pincode, address, latitude, longitude, time_zone, receiving_time,
                               active, version,
                               (select v.source from stores.v_supply v where v.store_id = id) as supplied_from
                          from stores.store
                         where (cast(:scope as text[]) is null or code = any(cast(:scope as text[])))
                           and (cast(:search as text) is null
                                or position(lower(:search) in lower(concat_ws(' ', code, name, pincode))) > 0)
                           and (cast(:kind as text) is null or kind = :kind)
                           and (cast(:active as boolean) is null or active = :active)
                           and (cast(:serves as text) is null
                                or id in (select a.store_id from stores.served_pincode a where a.pincode = :serves))
                         order by code
                        offset :offset limit :limit
                        """)
                .param("scope", user.scope().codesOrNull())
                .param("search", search)
                .param("kind", kindName)
                .param("active", active)
                .param("serves", serves == null ? null : serves.value())
                .param("offset", paging.offset())
                .param("limit", paging.limit())
                .query(Store.class)
                .list();
        return Listing.of(page, total, paging);
    }

    @PostMapping
    @Plans
    @ResponseStatus(HttpStatus.CREATED)
    Store create(
            @RequestBody StoreRequest request,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return repeated.once(key, request, Store.class, () -> {
            if (request.code() == null) {
                throw StoreDraft.refusal("code", "a store needs a code", "absent");
            }
            stores.create(request.draft(request.code()));
            return get(request.code());
        });
    }

    @GetMapping("/{code}")
    @Reads
    Store get(@PathVariable StoreCode code) {
        user.requireStore(code);
        stores.get(code);
        return jdbc.sql("""
                        select id, code, name, kind, pincode, address, latitude, longitude, time_zone, receiving_time,
                               active, version,
                               (select v.source from stores.v_supply v where v.store_id = id) as supplied_from
                          from stores.store
                         where code = :code
                        """).param("code", code.value()).query(Store.class).single();
    }

    @PutMapping("/{code}")
    @Plans
    Store replace(
            @PathVariable StoreCode code,
            @RequestBody StoreRequest request,
            @RequestHeader(name = IfMatch.HEADER, defaultValue = IfMatch.WHICHEVER) IfMatch match) {
        user.requireStore(code);
        if (request.code() != null && !request.code().equals(code)) {
            throw new Conflict(
                    "STORE_CODE_FIXED",
                    "The store %s cannot become %s: stock and sales are kept under its code."
                            .formatted(code, request.code()));
        }
        stores.update(request.draft(code), !Boolean.FALSE.equals(request.active()), match.or(request.version()));
        return get(code);
    }
}
