package dev.shelfcast.server.stores;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.shared.TooLarge;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** To which pincodes stores deliver. */
@RestController
@RequestMapping("/api/v1/stores/{code}/zones")
@Tag(name = "Stores")
class ServiceArea {

    private static final int MOST = 20_000;

    private final JdbcClient jdbc;
    private final Stores stores;
    private final CurrentUser user;
    private final AuditLog audit;

    ServiceArea(JdbcClient jdbc, Stores stores, CurrentUser user, AuditLog audit) {
        this.jdbc = jdbc;
        this.stores = stores;
        this.user = user;
        this.audit = audit;
    }

    /** A pincode that the store serves, with what the chain knows of it as a zone, and how many others serve it. */
    record Served(
            Pincode pincode,
            @Nullable String name,
            @Nullable Boolean serviceable,
            long otherStores) {}

    @GetMapping
    @Reads
    @Operation(summary = "The pincodes that a store delivers to")
    Listing<Served> list(@PathVariable StoreCode code) {
        user.requireStore(code);
        List<Served> served = jdbc.sql("""
                        select a.pincode, z.name, z.serviceable,
                               (select count(*)
                                  from stores.served_pincode o
                                 where o.pincode = a.pincode and o.store_id <> a.store_id) as other_stores
                          from stores.served_pincode a
                          left join stores.zone z on z.pincode = a.pincode
                         where a.store_id = :store
                         order by a.pincode
                        """)
                .param("store", stores.get(code).id())
                .query(Served.class)
                .list();
        return new Listing<>(served, new Listing.Meta(served.size(), 1, Math.max(1, served.size())));
    }

    @PutMapping
    @Plans
    @Transactional
    @Operation(summary = "Sets the pincodes that a store delivers to; what is left out is not served any more")
    public Listing<Served> put(@PathVariable StoreCode code, @RequestBody List<Pincode> pincodes) {
        user.requireStore(code);
        if (pincodes.size() > MOST) {
            throw new TooLarge(
                    "TOO_MANY_ZONES",
                    "%d zones were sent; %d are taken at once. Maybe send them in parts."
                            .formatted(pincodes.size(), MOST));
        }
        long store = stores.get(code).id();
        List<String> before = list(code).data().stream()
                .map(served -> served.pincode().value())
                .toList();
        String[] wanted =
                pincodes.stream().map(Pincode::value).distinct().sorted().toArray(String[]::new);
        jdbc.sql("delete from stores.served_pincode where store_id = :store and pincode <> all(:wanted)")
                .param("store", store)
                .param("wanted", wanted)
                .update();
        jdbc.sql("""
                        insert into stores.served_pincode (store_id, pincode)
                        select :store, pincode from unnest(:wanted) pincode
                        on conflict do nothing
                        """).param("store", store).param("wanted", wanted).update();
        audit.record("SERVED_ZONES_SET", "STORE", code.value(), before, wanted);
        return list(code);
    }
}
