package dev.shelfcast.server.platform;

import dev.shelfcast.server.identity.Permission;
import dev.shelfcast.server.shared.IfMatch;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.Pincode;
import dev.shelfcast.server.shared.Sku;
import dev.shelfcast.server.shared.StoreCode;
import dev.shelfcast.server.shared.Versioned;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;

/** The API's description at {@code /api/openapi.json}, with who may call what and every way in which it is refused. */
@Configuration(proxyBeanMethods = false)
class OpenApiSetup {

    private static final List<HttpStatus> PROBLEMS = List.of(
            HttpStatus.BAD_REQUEST,
            HttpStatus.UNAUTHORIZED,
            HttpStatus.FORBIDDEN,
            HttpStatus.NOT_FOUND,
            HttpStatus.CONFLICT,
            HttpStatus.TOO_MANY_REQUESTS);

    OpenApiSetup() {
        SpringDocUtils.getConfig()
                .replaceWithSchema(Sku.class, code("MILK-1L"))
                .replaceWithSchema(StoreCode.class, code("DEL123"))
                .replaceWithSchema(Pincode.class, code("400092"))
                .replaceWithSchema(IfMatch.class, new StringSchema())
                .replaceWithSchema(BigDecimal.class, new Schema<BigDecimal>().type("number"))
                .addRequestWrapperToIgnore(Paging.class);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Shelfcast")
                        .version("v1")
                        .description("Stock, demand, forecasts and restocking of a retail chain. Names are snake_case, "
                                + "times ISO 8601 with offset, money and quantities plain decimal numbers. "
                                + "Lists are pages: {data, meta: {total, page, limit}}. Errors are RFC 9457 problems. "
                                + "What can be changed answers its version as an ETag; a change that sends it back as "
                                + "If-Match is refused with 412 when somebody else was faster. "
                                + "`x-roles` names the roles that may call an operation.")
                        .license(new License().name("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList("bearer"));
    }

    /** snake_case in the description as in the answers, and required where a field can't be null. */
    @Bean
    ModelResolver modelResolver(ObjectMapperProvider provider) {
        com.fasterxml.jackson.databind.ObjectMapper mapper =
                provider.jsonMapper().copy();
        mapper.setPropertyNamingStrategy(com.fasterxml.jackson.databind.PropertyNamingStrategies.SNAKE_CASE);
        return new RecordSchemas(mapper);
    }

    @Bean
    OperationCustomizer whoMayAndWhichPage() {
        return (operation, handler) -> {
            Permission.find(handler.getMethod(), handler.getBeanType())
                    .ifPresent(permission -> describe(operation, permission));
            if (Arrays.stream(handler.getMethodParameters())
                    .anyMatch(parameter -> parameter.getParameterType().equals(Paging.class))) {
                operation.addParametersItem(page("page", "Pages count from 1", 1, Integer.MAX_VALUE));
                operation.addParametersItem(
                        page("limit", "Entries per page", Paging.DEFAULT_LIMIT, Paging.LARGEST_LIMIT));
                operation.addParametersItem(new Parameter()
                        .in("query")
                        .name(ListingCsv.PARAMETER)
                        .description("csv: the whole list as a file, at most %d entries".formatted(Paging.LARGEST_FILE))
                        .required(false)
                        .schema(new StringSchema()._enum(List.of("json", "csv"))));
            }
            tag(operation, handler.getMethod().getReturnType());
            operation.setOperationId(operationId(handler));
            return operation;
        };
    }

    @Bean
    OpenApiCustomizer problemAnswers() {
        return api -> {
            api.getComponents().addSchemas("FieldProblem", fieldProblem());
            api.getComponents().addSchemas("Problem", problem());
            if (api.getPaths() != null) {
                api.getPaths().values().forEach(path -> path.readOperations().forEach(OpenApiSetup::addProblems));
            }
        };
    }

    private static void describe(Operation operation, Permission permission) {
        if (permission == Permission.OPEN) {
            operation.addExtension("x-open", true);
            operation.setSecurity(List.of());
            return;
        }
        operation.addExtension(
                "x-roles", permission.roles().stream().sorted().map(Enum::name).toList());
    }

    private static void tag(Operation operation, Class<?> answer) {
        if (Versioned.class.isAssignableFrom(answer)) {
            operation
                    .getResponses()
                    .values()
                    .forEach(response -> response.addHeaderObject(
                            "ETag",
                            new Header()
                                    .description("The version; a change sends it back as If-Match")
                                    .schema(new StringSchema())));
        }
    }

    private static Parameter page(String name, String description, int otherwise, int largest) {
        IntegerSchema schema = new IntegerSchema();
        schema.setDefault(otherwise);
        schema.setMinimum(BigDecimal.ONE);
        schema.setMaximum(BigDecimal.valueOf(largest));
        return new Parameter()
                .in("query")
                .name(name)
                .description(description)
                .required(false)
                .schema(schema);
    }

    private static String operationId(HandlerMethod handler) {
        String controller = handler.getBeanType().getSimpleName().replaceAll("(Api|Controller)$", "");
        return Character.toLowerCase(controller.charAt(0)) + controller.substring(1) + "_"
                + handler.getMethod().getName();
    }

    private static void addProblems(Operation operation) {
        ApiResponses responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        boolean conditional = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> IfMatch.HEADER.equals(parameter.getName()));
        List<HttpStatus> problems = new ArrayList<>(PROBLEMS);
        if (conditional) {
            problems.add(HttpStatus.PRECONDITION_FAILED);
        }
        for (HttpStatus status : problems) {
            String key = String.valueOf(status.value());
            if (!responses.containsKey(key)) {
                responses.addApiResponse(
                        key,
                        new ApiResponse()
                                .description(status.getReasonPhrase())
                                .content(new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType()
                                                        .schema(new Schema<>().$ref("#/components/schemas/Problem")))));
            }
        }
        operation.setResponses(responses);
    }

    private static Schema<?> code(String example) {
        Schema<?> schema = new StringSchema().minLength(1).maxLength(64);
        schema.setTypes(java.util.Set.of("string"));
        schema.setExample(example);
        return schema;
    }

    private static Schema<?> fieldProblem() {
        Map<String, Schema<?>> fields = texts("field", "reason", "value");
        return object(fields, List.of("field", "reason"));
    }

    private static Schema<?> problem() {
        Map<String, Schema<?>> fields = texts("type", "title", "detail", "code", "correlation_id", "instance");
        fields.put("status", typed("integer"));
        Schema<?> errors = typed("array");
        errors.setItems(new Schema<>().$ref("#/components/schemas/FieldProblem"));
        fields.put("errors", errors);
        return object(fields, List.of("type", "title", "status", "detail", "code", "errors"));
    }

    private static Map<String, Schema<?>> texts(String... names) {
        Map<String, Schema<?>> fields = new LinkedHashMap<>();
        for (String name : names) {
            fields.put(name, typed("string"));
        }
        return fields;
    }

    private static Schema<?> object(Map<String, Schema<?>> fields, List<String> required) {
        Schema<?> schema = typed("object");
        fields.forEach(schema::addProperty);
        schema.setRequired(required);
        return schema;
    }

    /** OpenAPI 3.1 reads {@code types}, the library's older writers read {@code type}. */
    private static Schema<?> typed(String type) {
        Schema<?> schema = new Schema<>().type(type);
        schema.setTypes(java.util.Set.of(type));
        return schema;
    }
}
