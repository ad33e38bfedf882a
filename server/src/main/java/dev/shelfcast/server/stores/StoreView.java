package dev.shelfcast.server.stores;

import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.StoreCode;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A store as the other modules see it; business days are days in its time zone. */
public record StoreView(
        long id,
        StoreCode code,
        String name,
        StoreKind kind,
        @Nullable Pincode pincode,
        @Nullable Double latitude,
        @Nullable Double longitude,
        ZoneId timeZone,
        LocalTime receivingTime,
        boolean active) {}
