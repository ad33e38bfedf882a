package dev.shelfcast.server.catalog.barcodes;

import dev.shelfcast.server.catalog.Gtin;
import dev.shelfcast.server.catalog.barcodes.Gs1Code.Element;
import dev.shelfcast.server.shared.Decimals;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Sku;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers what a scanned or typed code stands for: the product, its pack, how much, and what else the code says. */
@Component
class Scans {

    private static final int QUANTITY_DECIMALS = 3;
    /** Kilograms in the units of weight that products are kept in. */
    private static final Map<String, BigDecimal> KILOGRAMS =
            Map.of("KG", BigDecimal.ONE, "G", new BigDecimal("0.001"), "LB", new BigDecimal("0.45359237"));

    private final JdbcClient jdbc;
    private final ScaleLayouts layouts;
    private final Clock clock;

    Scans(JdbcClient jdbc, ScaleLayouts layouts, Clock clock) {
        this.jdbc = jdbc;
        this.layouts = layouts;
        this.clock = clock;
    }

    enum Format {
        SKU,
        GTIN,
        SCALE_LABEL,
        ELEMENT_STRING,
        HUMAN,
        DIGITAL_LINK
    }

    /** One value of a GS1 code. */
    record Value(String identifier, String title, String value) {}

    /** The quantity is in base units: the count times the pack's factor, or what was weighed. */
    record Scanned(
            Format format,
            @Nullable String gtin,
            Sku sku,
            String productName,
            String unit,
            boolean lotTracked,
            String pack,
            BigDecimal factor,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal count,
            @Nullable BigDecimal netWeightKg,
            @Nullable BigDecimal price,
            @Nullable String lot,
            @Nullable String serial,
            @Nullable LocalDate produced,
            @Nullable LocalDate bestBefore,
            @Nullable LocalDate sellBy,
            @Nullable LocalDate expiry,
            @Nullable String human,
            List<Value> values) {

        Scanned {
            factor = Decimals.plain(factor);
            quantity = quantity == null ? null : Decimals.plain(quantity);
            count = count == null ? null : Decimals.plain(count);
            netWeightKg = netWeightKg == null ? null : Decimals.plain(netWeightKg);
            price = price == null ? null : Decimals.plain(price);
        }
    }

    private record Owner(
            Sku sku,
            String name,
            String unit,
            boolean lotTracked,
            BigDecimal salePrice,
            @Nullable String pack,
            BigDecimal factor) {}

    /** How much a code says. */
    private record Amount(
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal count,
            @Nullable BigDecimal weight,
            @Nullable BigDecimal price) {}

    Scanned read(String code) {
        Optional<Owner> bySku = ownerOfSku(code.strip());
        if (bySku.isPresent()) {
            Owner owner = bySku.get();
            return scanned(Format.SKU, null, owner, new Amount(BigDecimal.ONE, null, null, null), null);
        }
        Gs1Code read = Gs1Reader.read(code, thisYear());
        String gtin = read.value("01") == null ? read.value("02") : read.value("01");
        if (gtin == null) {
            throw new NotFound(
                    "NO_PRODUCT_IN_CODE", "The code %s names no product: it has no (01) GTIN.".formatted(read.human()));
        }
        Optional<ScaleLayout> layout = read.syntax() == Gs1Code.Syntax.GTIN ? layouts.find(gtin) : Optional.empty();
        if (layout.isPresent()) {
            return ofLabel(layout.get(), gtin);
        }
        Owner owner = owner(gtin).orElseThrow(() -> unknown(gtin));
        return scanned(Format.valueOf(read.syntax().name()), gtin, owner, amount(read, owner), read);
    }

    private Scanned ofLabel(ScaleLayout layout, String gtin) {
        String known = layout.withoutValue(gtin);
        Owner owner = owner(known).orElseThrow(() -> unknown(known));
        BigDecimal value = layout.valueOf(gtin);
        Amount amount = switch (layout.value()) {
            case WEIGHT -> new Amount(weighed(value, owner), null, value, null);
            case COUNT -> new Amount(value.multiply(owner.factor()), value, null, null);
            case PRICE -> new Amount(bought(value, owner), null, null, value);
        };
        return scanned(Format.SCALE_LABEL, gtin, owner, amount, null);
    }

    private Amount amount(Gs1Code read, Owner owner) {
        BigDecimal pounds = read.decimal("320");
        BigDecimal weight = read.decimal("310");
        if (weight == null && pounds != null) {
            weight = pounds.multiply(Objects.requireNonNull(KILOGRAMS.get("LB")));
        }
        BigDecimal count = read.number("37") == null ? read.number("30") : read.number("37");
        BigDecimal price = read.decimal("392") == null ? read.decimal("393") : read.decimal("392");
        BigDecimal quantity = weight == null ? null : weighed(weight, owner);
        if (quantity == null) {
            quantity = owner.factor().multiply(count == null ? BigDecimal.ONE : count);
        }
        return new Amount(quantity, count, weight, price);
    }

    /** The weight in the product's own unit; absent where that is none of weight. */
    private static @Nullable BigDecimal weighed(BigDecimal kilograms, Owner owner) {
        BigDecimal unit = KILOGRAMS.get(owner.unit().toUpperCase(Locale.ROOT));
        return unit == null ? null : kilograms.divide(unit, QUANTITY_DECIMALS, RoundingMode.HALF_UP);
    }

    private static @Nullable BigDecimal bought(BigDecimal price, Owner owner) {
        return owner.salePrice().signum() == 0
                ? null
                : price.divide(owner.salePrice(), QUANTITY_DECIMALS, RoundingMode.HALF_UP);
    }

    private Scanned scanned(Format format, @Nullable String gtin, Owner owner, Amount amount, @Nullable Gs1Code read) {
        int year = thisYear();
        return new Scanned(
                format,
                gtin,
                owner.sku(),
                owner.name(),
                owner.unit(),
                owner.lotTracked(),
                owner.pack() == null ? owner.unit() : owner.pack(),
                owner.factor(),
                amount.quantity(),
                amount.count(),
                amount.weight(),
                amount.price(),
                read == null ? null : read.value("10"),
                read == null ? null : read.value("21"),
                read == null ? null : read.date("11", year),
                read == null ? null : read.date("15", year),
                read == null ? null : read.date("16", year),
                read == null ? null : read.date("17", year),
                read == null ? null : read.human(),
                read == null
                        ? List.of()
                        : read.elements().stream().map(Scans::value).toList());
    }

    private static Value value(Element element) {
        return new Value(element.ai().code(), element.ai().title(), element.value());
    }

    private Optional<Owner> ownerOfSku(String sku) {
        return jdbc.sql("""
                        select sku, name, unit, lot_tracked, sale_price, cast(null as text) as pack,
                               cast(1 as numeric) as factor
                          from catalog.product
                         where sku = :sku
                        """)
                .param("sku", sku.replace("\0", ""))
                .query(Owner.class)
                .optional();
    }

    private Optional<Owner> owner(String gtin) {
        return jdbc.sql("""
                        select p.sku, p.name, p.unit, p.lot_tracked, p.sale_price, k.name as pack,
                               coalesce(k.factor, 1) as factor
                          from catalog.barcode b
                          join catalog.product p on p.id = b.product_id
                          left join catalog.pack k on k.id = b.pack_id
                         where b.code = :code
                        """).param("code", gtin).query(Owner.class).optional();
    }

    /** A case's GTIN-14 often is the piece's with a digit in front, which is worth telling. */
    private NotFound unknown(String gtin) {
        String piece = "0" + gtin.substring(1, 13);
        String hint = gtin.charAt(0) == '0'
                ? ""
                : owner(piece + Gtin.checkDigit(piece))
                        .map(owner -> " It may be a pack of %s (%s).".formatted(owner.name(), owner.sku()))
                        .orElse("");
        return new NotFound(
                "UNKNOWN_BARCODE",
                "No product has the barcode %s.%s Maybe add it on the product's page.".formatted(gtin, hint));
    }

    private int thisYear() {
        return LocalDate.now(clock).getYear();
    }
}
