package dev.shelfcast.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shelfcast.server.testing.ApiClient;
import dev.shelfcast.server.testing.ApiClient.Answer;
import dev.shelfcast.server.testing.ServerTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Walks the API's own description, so that an endpoint added tomorrow is asked the same questions. */
@ServerTest
class AuthorisationWalkTest {

    private static final List<String> ROLES = List.of("ADMIN", "PLANNER", "STORE_MANAGER", "ANALYST");
    private static final String FOREIGN = "FOREIGN1";
    private static final String OWN = "OWN1";

    /** A value under a key, with nothing in it that somebody else could have changed. */
    private static final Set<String> WRITTEN_WHOLE = Set.of(
            "/api/v1/products/{sku}/packs/{name}",
            "/api/v1/products/{sku}/suppliers/{supplier}",
            "/api/v1/scale-layouts/{prefix}",
            "/api/v1/special-days/{day}",
            "/api/v1/stores/{code}/special-days/{day}");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private static JsonNode description;
    private static List<Operation> operations;
    private static ApiClient manager;

    private record Operation(String method, String path, JsonNode described) {

        boolean isOpen() {
            return described.has("x-open");
        }

        boolean takesFiles() {
            return described.path("requestBody").path("content").has("multipart/form-data");
        }

        Set<String> roles() {
            Set<String> roles = new TreeSet<>();
            described.path("x-roles").forEach(role -> roles.add(role.asString()));
            return roles;
        }

        boolean hasParameter(String in, String name) {
            for (JsonNode parameter : described.path("parameters")) {
                if (parameter.path("in").asString("").equals(in)
                        && parameter.path("name").asString("").equals(name)) {
                    return true;
                }
            }
            return false;
        }

        /** With every needed parameter given something; the store's are given the store. */
        String address(String store) {
            String address = path;
            List<String> query = new ArrayList<>();
            for (JsonNode parameter : described.path("parameters")) {
                String name = parameter.path("name").asString("");
                boolean ofStore = name.equals("store") || name.equals("code") && path.contains("/stores/{code}");
                String value = ofStore ? store : example(parameter.path("schema"));
                if (parameter.path("in").asString("").equals("path")) {
                    address = address.replace("{" + name + "}", value);
                } else if (parameter.path("in").asString("").equals("query")
                        && (ofStore || parameter.path("required").asBoolean(false))) {
                    query.add(name + "=" + value);
                }
            }
            return query.isEmpty() ? address : address + "?" + String.join("&", query);
        }

        private static String example(JsonNode schema) {
            String format = schema.path("format").asString("");
            if (schema.has("enum")) {
                return schema.get("enum").get(0).asString();
            }
            return switch (format) {
                case "date" -> "2026-11-20";
                case "date-time" -> "2026-11-20T00:00:00Z";
                case "uuid" -> "00000000-0000-0000-0000-000000000001";
                default -> schema.path("type").asString("").equals("string") ? "x" : "1";
            };
        }
    }

    /** Once; not in a BeforeAll, which for an instance per class comes before the class has its database. */
    @BeforeEach
    void readTheDescription() throws IOException {
        if (manager != null) {
            return;
        }
        Answer answer = ApiClient.anonymous(port).get("/api/openapi.json").expect(200);
        Files.writeString(Path.of("target", "openapi.json"), answer.body());
        description = answer.json();
        operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                operations.add(new Operation(operation.getKey().toUpperCase(), path.getKey(), operation.getValue()));
            }
        }
        for (String store : List.of(OWN, FOREIGN)) {
            jdbc.sql("insert into stores.store (code, name, time_zone) values (:code, :code, 'Asia/Kolkata')")
                    .param("code", store)
                    .update();
        }
        manager = ApiClient.user(port, "STORE_MANAGER", OWN);
    }

    @Test
    void theDescriptionIsOpenApi31AndEveryOperationSaysWhoMayCallIt() {
        assertThat(description.get("openapi").asString()).startsWith("3.1");
        assertThat(operations).hasSizeGreaterThan(10);
        assertThat(operations)
                .allSatisfy(operation -> assertThat(
                                operation.isOpen() || !operation.roles().isEmpty())
                        .as("%s %s", operation.method(), operation.path())
                        .isTrue());
        assertThat(operations.stream().filter(Operation::isOpen).map(Operation::path))
                .containsExactlyInAnyOrder(
                        "/api/token",
                        "/api/v1/auth/login",
                        "/api/token/refresh",
                        "/api/v1/session",
                        "/api/v1/session",
                        "/api/v1/session/refresh");
    }

    @Test
    void everyOperationNamesItsProblems() {
        assertThat(operations).allSatisfy(operation -> {
            for (String status : List.of("400", "401", "403", "404", "409", "429")) {
                assertThat(operation
                                .described()
                                .at("/responses/" + status + "/content/application~1problem+json/schema/$ref")
                                .asString(""))
                        .as("%s %s %s", operation.method(), operation.path(), status)
                        .isEqualTo("#/components/schemas/Problem");
            }
        });
    }

    @Test
    void everyChangeOfOneThingCanBeTiedToTheVersionThatWasRead() {
        int tied = 0;
        for (Operation operation : operations) {
            boolean ofOneThing = operation.path().endsWith("}")
                    && Set.of("PUT", "PATCH").contains(operation.method())
                    && !WRITTEN_WHOLE.contains(operation.path());
            if (ofOneThing) {
                String told = operation.method() + " " + operation.path();
                JsonNode read = description.get("paths").get(operation.path()).path("get");
                assertThat(operation.hasParameter("header", "If-Match"))
                        .as(told)
                        .isTrue();
                assertThat(operation.described().path("responses").has("412"))
                        .as(told)
                        .isTrue();
                assertThat(read.at("/responses/200/headers").has("ETag"))
                        .as(told)
                        .isTrue();
                tied++;
            }
        }
        assertThat(tied).isEqualTo(8);
    }

    @Test
    void withoutATokenEveryGuardedOperationIsRefused() {
        for (Operation operation : operations) {
            if (!operation.isOpen()) {
                Answer answer = ApiClient.anonymous(port).send(operation.method(), operation.address("x"), null);

                assertThat(answer.status())
                        .as("%s %s", operation.method(), operation.path())
                        .isEqualTo(401);
                assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
            }
        }
    }

    @Test
    void everyOperationRefusesTheRolesThatItIsNotFor() {
        int asked = 0;
        for (String role : ROLES) {
            ApiClient caller = ApiClient.user(port, role);
            for (Operation operation : operations) {
                if (!operation.isOpen() && !operation.roles().contains(role)) {
                    // What is asked of a file's endpoint has to look like a file to get as far as the question of
                    // roles.
                    ApiClient asking = operation.takesFiles()
                            ? caller.with("Content-Type", "multipart/form-data; boundary=x")
                            : caller;
                    Answer answer = asking.send(operation.method(), operation.address("x"), null);

                    assertThat(answer.status())
                            .as("%s %s as %s", operation.method(), operation.path(), role)
                            .isEqualTo(403);
                    assertThat(answer.code()).isEqualTo("ROLE_INSUFFICIENT");
                    asked++;
                }
            }
        }
        assertThat(asked).isPositive();
    }

    @Test
    void noReadingOperationShowsAStoreOutsideTheScope() {
        for (Operation operation : operations) {
            boolean ofStore =
                    operation.hasParameter("query", "store") || operation.path().contains("/stores/{code}");
            if (operation.method().equals("GET") && operation.roles().contains("STORE_MANAGER")) {
                Answer answer = manager.get(operation.address(FOREIGN));
                String told = "%s: %d %s".formatted(operation.path(), answer.status(), answer.body());

                if (answer.status() >= 400) {
                    assertThat(answer.status()).as(told).isIn(400, 403, 404);
                } else if (ofStore && answer.header("Content-Type").contains("json")) {
                    assertThat(answer.json().path("data")).as(told).isEmpty();
                    assertThat(answer.body()).as(told).doesNotContain(FOREIGN);
                } else {
                    assertThat(answer.body()).as(told).doesNotContain(FOREIGN);
                }
            }
        }
    }

    @Test
    void noWritingOperationTouchesAStoreOutsideTheScope() {
        for (Operation operation : operations) {
            boolean byAddress =
                    operation.hasParameter("query", "store") || operation.path().contains("/stores/{code}");
            JsonNode body = operation.described().at("/requestBody/content/application~1json/schema");
            JsonNode schema = resolved(body);
            boolean byBody = schema.path("properties").has("store");
            if (!operation.method().equals("GET")
                    && operation.roles().contains("STORE_MANAGER")
                    && (byAddress || byBody)) {
                Object sent = body.isMissingNode() ? null : example(schema, 0);
                Answer answer = manager.send(operation.method(), operation.address(FOREIGN), sent);

                assertThat(answer.status())
                        .as("%s %s with %s: %s", operation.method(), operation.path(), sent, answer.body())
                        .isBetween(400, 499);
            }
        }
    }

    private static JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : description.at(reference.substring(1));
    }

    /** The smallest body that the schema takes, for the foreign store. */
    private static Object example(JsonNode given, int depth) {
        JsonNode schema = resolved(given);
        if (schema.has("enum")) {
            return schema.get("enum").get(0).asString();
        }
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.get(0).asString() : type.asString("object")) {
            case "integer", "number" -> 1;
            case "boolean" -> true;
            case "array" -> depth > 4 ? List.of() : List.of(example(schema.path("items"), depth + 1));
            case "string" -> text(schema);
            default -> {
                Map<String, Object> fields = new java.util.LinkedHashMap<>();
                for (JsonNode name : schema.path("required")) {
                    fields.put(name.asString(), example(schema.at("/properties/" + name.asString()), depth + 1));
                }
                if (schema.path("properties").has("store")) {
                    fields.put("store", FOREIGN);
                }
                yield fields;
            }
        };
    }

    private static String text(JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "date" -> "2026-11-20";
            case "date-time" -> "2026-11-20T00:00:00Z";
            default -> schema.path("example").asString("x");
        };
    }
}
