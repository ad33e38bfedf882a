package dev.shelfcast.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.TooLarge;
import dev.shelfcast.server.testing.Api;
import dev.shelfcast.server.testing.ServerTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.core.ResolvableType;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
@Import(Api.class)
class ListingCsvTest {

    @Autowired
    Api api;

    @Autowired
    JsonMapper json;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping handlers;

    @Test
    void aListIsAFileThatSaysWhatItsJsonSays() {
        Api.User planner = api.as("PLANNER");
        planner.post("/api/v1/products", "{\"sku\":\"CSV-1\",\"name\":\"Tea, \\\"green\\\"\",\"unit_cost\":40.5}");
        planner.post("/api/v1/products", "{\"sku\":\"CSV-2\",\"name\":\"=1+1\",\"unit_cost\":40}");
        for (int k = 0; k < 60; k++) {
            planner.post("/api/v1/products", "{\"sku\":\"MORE-%d\",\"name\":\"One of many %d\"}".formatted(k, k));
        }
        Api.Answer file = planner.get("/api/v1/products?search=CSV-&format=csv");
        assertThat(file.status()).as(file.body()).isEqualTo(200);
        List<String> lines = file.body().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("sku,name,").contains(",unit_cost,");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("CSV-1,\"Tea, \"\"green\"\"\",")
                        .contains(",40.5,"));
        // A spreadsheet would work out what begins with an equals sign.
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("CSV-2,'=1+1,"));

        assertThat(planner.get("/api/v1/products?search=One%20of%20many&format=csv")
                        .body()
                        .lines())
                .as("the whole list, not its first page")
                .hasSize(61);
        assertThat(planner.get("/api/v1/products?search=CSV-")
                        .json()
                        .path("data")
                        .size())
                .isEqualTo(2);
        assertThat(planner.get("/api/v1/products?limit=501").status()).isEqualTo(400);
    }

    @Test
    void everyListOfTheApiHasColumns() {
        List<ResolvableType> entries = handlers.getHandlerMethods().values().stream()
                .map(handler -> ResolvableType.forMethodReturnType(handler.getMethod()))
                .filter(type -> type.toClass().equals(Listing.class))
                .map(type -> type.getGeneric(0))
                .toList();
        assertThat(entries).hasSizeGreaterThan(30);
        assertThat(entries)
                .allSatisfy(entry -> assertThat(ListingCsv.headings(entry))
                        .as(entry.toString())
                        .isNotEmpty()
                        .doesNotHaveDuplicates());
    }

    record One(String name) {}

    @Test
    void aListThatIsTooLongForAFileIsRefusedAndNotCut() {
        Listing<One> list = new Listing<>(List.of(new One("a")), new Listing.Meta(50_001, 1, Paging.LARGEST_FILE));
        MockHttpServletResponse response = new MockHttpServletResponse();
        assertThatThrownBy(() -> new ListingCsv(json)
                        .writeInternal(
                                list,
                                ResolvableType.forClassWithGenerics(Listing.class, One.class)
                                        .getType(),
                                new ServletServerHttpResponse(response)))
                .isInstanceOf(TooLarge.class)
                .hasMessageContaining("50001")
                .hasMessageContaining("50000");
        assertThat(response.getContentAsByteArray()).isEmpty();
    }
}
