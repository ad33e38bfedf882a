package dev.shelfcast.server.catalog.images;

import dev.shelfcast.server.catalog.ProductView;
import dev.shelfcast.server.catalog.Products;
import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.identity.CurrentUser;
import dev.shelfcast.server.shared.NotFound;
import dev.shelfcast.server.shared.Sku;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps a picture per product, and gives it out in two sizes. */
@Component
class ProductImages {

    /** Of the longer edge, in pixels: for lists, and for the product's page on a dense screen. */
    private static final int SMALL = 160;

    private static final int LARGE = 960;

    private final JdbcClient jdbc;
    private final Products products;
    private final CurrentUser user;
    private final AuditLog audit;

    ProductImages(JdbcClient jdbc, Products products, CurrentUser user, AuditLog audit) {
        this.jdbc = jdbc;
        this.products = products;
        this.user = user;
        this.audit = audit;
    }

    record Stored(String version, String type, byte[] bytes) {}

    Stored get(Sku sku, boolean small) {
        return jdbc.sql("""
                        select i.version, i.type, case when :small then i.small else i.large end as bytes
                          from catalog.product_image i
                          join catalog.product p on p.id = i.product_id
                         where p.sku = :sku
                        """)
                .param("sku", sku.value())
                .param("small", small)
                .query((row, number) ->
                        new Stored(row.getString("version"), row.getString("type"), row.getBytes("bytes")))
                .optional()
                .orElseThrow(() -> new NotFound("NO_IMAGE", "The product %s has no picture.".formatted(sku)));
    }

    @Transactional
    String put(Sku sku, byte[] sent) throws IOException {
        ProductView product = products.get(sku);
        Picture picture = Picture.read(sent);
        byte[] large = picture.within(LARGE);
        String version = version(large);
        jdbc.sql("""
                        insert into catalog.product_image (product_id, version, type, small, large, changed_by)
                        values (:product, :version, :type, :small, :large, :user)
                        on conflict (product_id) do update
                           set version = excluded.version, type = excluded.type, small = excluded.small,
                               large = excluded.large, changed_at = now(), changed_by = excluded.changed_by
                        """)
                .param("product", product.id())
                .param("version", version)
                .param("type", picture.isSeeThrough() ? "image/png" : "image/jpeg")
                .param("small", picture.within(SMALL))
                .param("large", large)
                .param("user", user.name())
                .update();
        audit.record("PRODUCT_IMAGE_CHANGED", "PRODUCT", sku.value(), null, version);
        return version;
    }

    @Transactional
    void remove(Sku sku) {
        String version = get(sku, true).version();
        jdbc.sql("delete from catalog.product_image where product_id = :product")
                .param("product", products.get(sku).id())
                .update();
        audit.record("PRODUCT_IMAGE_REMOVED", "PRODUCT", sku.value(), version, null);
    }

    private static String version(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
