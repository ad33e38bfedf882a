package dev.shelfcast.server.orders.customers;

import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.identity.RepeatedRequests;
import dev.shelfcast.server.shared.IfMatch;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
@RequestMapping("/api/v1/customers")
@Tag(name = "Customers")
class CustomerController {

    private final Customers customers;
    private final CustomerList list;
    private final RepeatedRequests repeated;
    private final CurrentUser user;

    CustomerController(Customers customers, CustomerList list, RepeatedRequests repeated, CurrentUser user) {
        this.customers = customers;
        this.list = list;
        this.repeated = repeated;
        this.user = user;
    }

    @GetMapping
    @Reads
    @Operation(summary = "Customers by name, code, e-mail, phone or pincode")
    Listing<CustomerList.Customer> list(
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable Boolean active,
            Paging paging) {
        return list.list(search, active, paging);
    }

    @PostMapping
    @Plans
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Writes down a new customer")
    CustomerList.Customer create(
            @RequestBody CustomerBody body,
            @RequestHeader(name = RepeatedRequests.HEADER, required = false) @Nullable String key) {
        return repeated.once(key, body, CustomerList.Customer.class, () -> customers.create(body));
    }

    @GetMapping("/{code}")
    @Reads
    @Operation(summary = "A customer with what they bought and brought back in all")
    CustomerList.WithTotals get(@PathVariable String code) {
        return list.withTotals(code, user.scope());
    }

    @PutMapping("/{code}")
    @Plans
    @Operation(summary = "Changes a customer; the code stays")
    CustomerList.Customer replace(
            @PathVariable String code,
            @RequestBody CustomerBody body,
            @RequestHeader(name = IfMatch.HEADER, defaultValue = IfMatch.WHICHEVER) IfMatch match) {
        return customers.replace(code, body, match);
    }

    @GetMapping("/{code}/orders")
    @Reads
    @Operation(summary = "A customer's orders, sales and returns, the newest first")
    Listing<CustomerList.Bought> orders(@PathVariable String code, Paging paging) {
        return list.history(code, user.scope(), paging);
    }
}
