package dev.shelfcast.server.catalog.barcodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

@ServerTest
@Import(Api.class)
class BarcodesHttpTest {

    @Autowired
    Api api;

    private Api.User planner;
    private String sku;

    @BeforeEach
    void aProductWithABarcode() {
        planner = api.as("PLANNER");
    }

    @Test
    void theCasesCodeIsTwelveOfThePiecesAndBothFindTheProduct() {
        product("COLA", "EA", "4006381333931");
        assertThat(planner.put("/api/v1/products/COLA/packs/CASE", "{\"factor\":12}")
                        .status())
                .isEqualTo(200);
        Api.Answer added = add("14006381333938", "case");
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(added.json().path("data").toString())
                .isEqualTo("[{\"name\":\"EA\",\"factor\":1,\"base\":true,"
                        + "\"barcodes\":[{\"code\":\"04006381333931\",\"main\":true}]},"
                        + "{\"name\":\"CASE\",\"factor\":12,\"base\":false,"
                        + "\"barcodes\":[{\"code\":\"14006381333938\",\"main\":false}]}]");

        JsonNode piece = scan("4006381333931");
        assertThat(piece.path("pack").asString()).isEqualTo("EA");
        assertThat(piece.path("quantity").asInt()).isEqualTo(1);
        JsonNode cases = scan("]C1" + "0214006381333938" + "17261200" + "375" + "\u001d" + "10L/7");
        assertThat(cases.path("sku").asString()).isEqualTo("COLA");
        assertThat(cases.path("pack").asString()).isEqualTo("CASE");
        assertThat(cases.path("factor").asInt()).isEqualTo(12);
        assertThat(cases.path("count").asInt()).isEqualTo(5);
        assertThat(cases.path("quantity").asInt()).isEqualTo(60);
        assertThat(cases.path("expiry").asString()).isEqualTo("2026-12-31");
        assertThat(cases.path("lot").asString()).isEqualTo("L/7");
        assertThat(scan("COLA").path("format").asString()).isEqualTo("SKU");

        for (String part : new String[] {"14006381333938", "0638133393", "04006381333931"}) {
            assertThat(planner.get("/api/v1/products?search=" + part)
                            .json()
                            .path("data")
                            .path(0)
                            .path("sku")
                            .asString())
                    .as(part)
                    .isEqualTo("COLA");
        }
    }

    @Test
    void aBarcodeBelongsToOneProductOfTheChain() {
        product("TEA", "EA", "036000291452");
        product("COFFEE", "EA", null);
        Api.Answer taken = add("COFFEE", "00036000291452", null);
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.json().path("code").asString()).isEqualTo("BARCODE_IN_USE");
        assertThat(taken.json().path("detail").asString()).contains("belongs to TEA");
        Api.Answer created = planner.post("/api/v1/products", "{\"name\":\"Tea 2\",\"barcode\":\"36000291452\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(400);
        Api.Answer twice = planner.post("/api/v1/products", "{\"name\":\"Tea 2\",\"barcode\":\"036000291452\"}");
        assertThat(twice.status()).as(twice.body()).isEqualTo(409);
    }

    @Test
    void aWrongCheckDigitIsRefusedWithTheRightOne() {
        product("RICE", "EA", null);
        Api.Answer wrong = add("RICE", "4012345678902", null);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("detail").asString()).contains("its check digit would be 1");
        Api.Answer scanned = planner.get("/api/v1/barcodes?code=4012345678902");
        assertThat(scanned.status()).isEqualTo(400);
        assertThat(scanned.json().path("detail").asString()).contains("its check digit would be 1");
    }

    @Test
    void theMainBarcodeGoesAndAnotherTakesItsPlace() {
        product("SALT", "EA", "4012345000016");
        assertThat(add("SALT", "4012345000023", null).status()).isEqualTo(201);
        assertThat(planner.delete("/api/v1/products/SALT/barcodes/4012345000016")
                        .status())
                .isEqualTo(204);
        assertThat(planner.get("/api/v1/products/SALT").json().path("barcode").asString())
                .isEqualTo("04012345000023");
        assertThat(planner.get("/api/v1/barcodes?code=4012345000016")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("UNKNOWN_BARCODE");
        Api.Answer other = planner.patch("/api/v1/products/SALT", "{\"barcode\":\"4012345000030\"}");
        assertThat(other.status()).as(other.body()).isEqualTo(200);
        assertThat(scan("4012345000030").path("sku").asString()).isEqualTo("SALT");
        assertThat(planner.get("/api/v1/barcodes?code=4012345000023").status()).isEqualTo(404);
    }

    @Test
    void aPackWithBarcodesStaysAndTheBaseUnitIsNoPack() {
        product("SOAP", "EA", null);
        planner.put("/api/v1/products/SOAP/packs/INNER", "{\"factor\":6}");
        add("SOAP", "4012345000047", "INNER");
        Api.Answer refused = planner.delete("/api/v1/products/SOAP/packs/INNER");
        assertThat(refused.json().path("code").asString()).isEqualTo("PACK_IN_USE");
        planner.delete("/api/v1/products/SOAP/barcodes/4012345000047");
        assertThat(planner.delete("/api/v1/products/SOAP/packs/INNER").status()).isEqualTo(204);
        assertThat(planner.put("/api/v1/products/SOAP/packs/EA", "{\"factor\":2}")
                        .status())
                .isEqualTo(400);
        assertThat(planner.put("/api/v1/products/SOAP/packs/CASE", "{\"factor\":0}")
                        .status())
                .isEqualTo(400);
        assertThat(api.as("ANALYST")
                        .put("/api/v1/products/SOAP/packs/CASE", "{\"factor\":2}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theScalesLabelSaysTheProductAndWhatItWeighs() {
        product("CHEESE", "KG", null);
        product("HAM", "G", null);
        Api.User admin = api.as("ADMIN");
        String weight =
                "{\"item_digits\":5,\"guard_digit\":false,\"value_digits\":5,\"value\":\"WEIGHT\",\"decimals\":3}";
        assertThat(admin.put("/api/v1/scale-layouts/21", weight).status()).isEqualTo(200);
        String price = "{\"item_digits\":4,\"guard_digit\":true,\"value_digits\":5,\"value\":\"PRICE\",\"decimals\":2}";
        assertThat(admin.put("/api/v1/scale-layouts/23", price).status()).isEqualTo(200);
        assertThat(admin.put("/api/v1/scale-layouts/22", weight.replace("5", "6"))
                        .status())
                .isEqualTo(400);
        assertThat(admin.put("/api/v1/scale-layouts/40", weight).status()).isEqualTo(400);

        Api.Answer added = add("CHEESE", label("211234501250"), null);
        assertThat(added.json().toString()).contains("\"" + "0" + label("211234500000") + "\"");
        JsonNode weighed = scan(label("211234500375"));
        assertThat(weighed.path("format").asString()).isEqualTo("SCALE_LABEL");
        assertThat(weighed.path("sku").asString()).isEqualTo("CHEESE");
        assertThat(weighed.path("quantity").decimalValue()).isEqualByComparingTo("0.375");
        assertThat(weighed.path("net_weight_kg").decimalValue()).isEqualByComparingTo("0.375");

        add("HAM", label("230042700000"), null);
        JsonNode priced = scan(label("230042101999"));
        assertThat(priced.path("sku").asString()).isEqualTo("HAM");
        assertThat(priced.path("price").decimalValue()).isEqualByComparingTo("19.99");
        assertThat(priced.path("quantity").decimalValue()).isEqualByComparingTo("2");
        assertThat(planner.put("/api/v1/scale-layouts/21", weight).status()).isEqualTo(403);
    }

    @Test
    void anUnknownCaseIsToldToBeAPackOfItsPiece() {
        product("JUICE", "EA", "4012345000054");
        Api.Answer unknown = planner.get("/api/v1/barcodes?code=34012345000055");
        assertThat(unknown.json().path("detail").asString()).contains("may be a pack of JUICE (JUICE)");
    }

    private void product(String code, String unit, String barcode) {
        sku = code;
        Api.Answer made = planner.post(
                "/api/v1/products",
                "{\"sku\":\"%s\",\"name\":\"%s\",\"unit\":\"%s\",\"sale_price\":9.995,\"barcode\":%s}"
                        .formatted(code, code, unit, barcode == null ? "null" : "\"" + barcode + "\""));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private Api.Answer add(String code, String pack) {
        return add(sku, code, pack);
    }

    private Api.Answer add(String product, String code, String pack) {
        return planner.post(
                "/api/v1/products/" + product + "/barcodes",
                "{\"code\":\"%s\",\"pack\":%s}".formatted(code, pack == null ? "null" : "\"" + pack + "\""));
    }

    private JsonNode scan(String code) {
        Api.Answer answer = planner.get("/api/v1/barcodes?code=" + URLEncoder.encode(code, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** Twelve digits with their check digit. */
    private static String label(String digits) {
        return digits + dev.shelfcast.server.catalog.Gtin.checkDigit(digits);
    }
}
