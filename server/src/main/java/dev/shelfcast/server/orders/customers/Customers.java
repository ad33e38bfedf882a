package dev.shelfcast.server.orders.customers;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.IfMatch;
import dev.shelfcast.server.shared.Invalid;
import dev.shelfcast.server.shared.NotFound;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who buys: written down once, found by code. */
@Component
public class Customers {

    private record Known(long id, boolean active) {}

    private final JdbcClient jdbc;
    private final CustomerList list;
    private final AuditLog audit;

    Customers(JdbcClient jdbc, CustomerList list, AuditLog audit) {
        this.jdbc = jdbc;
        this.list = list;
        this.audit = audit;
    }

    /** For a new order; one who is not active any more gets none. */
    public long idOfActive(String code) {
        Optional<Known> known = jdbc.sql("select id, active from orders.customer where code = :code")
                .param("code", code)
                .query(Known.class)
                .optional();
        if (known.isEmpty()) {
            throw unknown(code);
        }
        if (!known.get().active()) {
            throw new Conflict(
                    "CUSTOMER_INACTIVE", "The customer '%s' is not active. Maybe activate them first.".formatted(code));
        }
        return known.get().id();
    }

    @Transactional
    CustomerList.Customer create(CustomerBody body) {
        Optional<Long> id = jdbc.sql("""
                        insert into orders.customer (code, name, email, phone, address, pincode, tax_id, notes, active)
                        values (:code, :name, :email, :phone, :address, :pincode, :tax_id, :notes, :active)
                        on conflict (code) do nothing
                        returning id
                        """)
                .param("code", body.neededCode())
                .param("name", body.neededName())
                .param("email", body.email())
                .param("phone", body.phone())
                .param("address", body.address())
                .param("pincode", body.pincode() == null ? null : body.pincode().value())
                .param("tax_id", body.taxId())
                .param("notes", body.notes())
                .param("active", body.isActive())
                .query(Long.class)
                .optional();
        if (id.isEmpty()) {
            throw new Conflict(
                    "CUSTOMER_EXISTS",
                    "There is a customer '%s' already. Maybe change that one.".formatted(body.neededCode()));
        }
        CustomerList.Customer created = list.get(body.neededCode());
        audit.record("CUSTOMER_CREATED", "CUSTOMER", created.code(), null, created);
        return created;
    }

    /** The code stays: orders and tills know the customer by it. */
    @Transactional
    CustomerList.Customer replace(String code, CustomerBody body, IfMatch match) {
        if (body.code() != null && !body.code().equals(code)) {
            throw new Invalid("CUSTOMER_INVALID", "The code '%s' of a customer stays as it is.".formatted(code));
        }
        CustomerList.Customer before = list.get(code);
        int changed = jdbc.sql("""
                        update orders.customer
                           set name = :name, email = :email, phone = :phone, address = :address, pincode = :pincode,
                               tax_id = :tax_id, notes = :notes, active = :active, version = version + 1
                         where code = :code and version = coalesce(:version, version)
                        """)
                .param("code", code)
                .param("version", match.version())
                .param("name", body.neededName())
                .param("email", body.email())
                .param("phone", body.phone())
                .param("address", body.address())
                .param("pincode", body.pincode() == null ? null : body.pincode().value())
                .param("tax_id", body.taxId())
                .param("notes", body.notes())
                .param("active", body.isActive())
                .update();
        if (changed == 0) {
            throw match.stale("The customer " + code);
        }
        CustomerList.Customer after = list.get(code);
        audit.record("CUSTOMER_CHANGED", "CUSTOMER", code, before, after);
        return after;
    }

    static NotFound unknown(String code) {
        return new NotFound("UNKNOWN_CUSTOMER", "There is no customer with the code '%s'.".formatted(code));
    }
}
