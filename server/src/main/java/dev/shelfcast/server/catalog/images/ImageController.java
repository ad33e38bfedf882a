package dev.shelfcast.server.catalog.images;

import dev.shelfcast.server.identity.Plans;
import dev.shelfcast.server.identity.Reads;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.TooLarge;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/v1/products/{sku}/image")
@Tag(name = "Products")
class ImageController {

    private static final long LARGEST = 5L << 20;

    private final ProductImages images;

    ImageController(ProductImages images) {
        this.images = images;
    }

    enum Size {
        SMALL,
        LARGE
    }

    /** Asked for again each time, and answered with "not changed" as long as it is the same. */
    @GetMapping(produces = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    @Reads
    @Operation(summary = "The picture of a product, 160 or 960 pixels at its longer edge")
    ResponseEntity<byte[]> get(@PathVariable Sku sku, @RequestParam(defaultValue = "LARGE") Size size) {
        ProductImages.Stored image = images.get(sku, size == Size.SMALL);
        return ResponseEntity.ok()
                .eTag("\"%s-%s\"".formatted(image.version(), size == Size.SMALL ? "s" : "l"))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(MediaType.parseMediaType(image.type()))
                .body(image.bytes());
    }

    record Kept(String version) {}

    @PutMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Plans
    @Operation(summary = "Gives a product a picture: PNG, JPEG or WebP of at most 5 MB")
    Kept put(@PathVariable Sku sku, @RequestParam("file") MultipartFile file) throws IOException {
        if (file.getSize() > LARGEST) {
            throw new TooLarge(
                    "IMAGE_TOO_LARGE",
                    "The picture has %.1f MB, and at most 5 are taken. Maybe make it smaller."
                            .formatted(file.getSize() / (double) (1 << 20)));
        }
        return new Kept(images.put(sku, file.getBytes()));
    }

    @DeleteMapping
    @Plans
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Takes the picture from a product")
    void remove(@PathVariable Sku sku) {
        images.remove(sku);
    }
}
