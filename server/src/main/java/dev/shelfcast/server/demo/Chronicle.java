package dev.shelfcast.server.demo;

import dev.shelfcast.server.demo.City.Item;
import dev.shelfcast.server.demo.City.Shop;
import java.time.Instant;
import java.time.LocalDate;

/** Hears what happens in the simulated chain, in the order of days and shops. */
interface Chronicle {

    /** One line of a customer's order. */
    record Sale(
            Shop shop,
            Item item,
            String order,
            String pincode,
            Instant at,
            LocalDate day,
            int quantity,
            int discount) {}

    /** Goods ordered and not here yet at the end. */
    record Pending(Shop shop, Item item, int quantity, Instant expectedAt) {}

    void sold(Sale sale);

    void dayEnded(LocalDate day);
}
