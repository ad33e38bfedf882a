package dev.shelfcast.server.platform;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.shelfcast.server.shared.Listing;
import dev.shelfcast.server.shared.Paging;
import dev.shelfcast.server.shared.TooLarge;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractGenericHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.context.request.ServletWebRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every list as a CSV file: one column for each field of its entries, named and written as in JSON. */
@Component
final class ListingCsv extends AbstractGenericHttpMessageConverter<Listing<?>> {

    static final String PARAMETER = "format";
    static final MediaType CSV = new MediaType("text", "csv");

    private final JsonMapper json;

    ListingCsv(JsonMapper json) {
        super(CSV);
        this.json = json;
    }

    /** Whether the request asks for a file, by its header or by {@code ?format=csv}. */
    static boolean wanted(NativeWebRequest request) {
        String format = request.getParameter(PARAMETER);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return format == null ? accept != null && accept.startsWith("text/csv") : format.equals("csv");
    }

    @Override
    public boolean canRead(Type type, @Nullable Class<?> context, @Nullable MediaType mediaType) {
        return false;
    }

    /** Offered only to those who ask for it, so that whoever takes anything goes on getting JSON. */
    @Override
    public boolean canWrite(@Nullable Type type, Class<?> of, @Nullable MediaType mediaType) {
        return Listing.class.isAssignableFrom(of)
                && (mediaType == null || CSV.isCompatibleWith(mediaType))
                && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                && wanted(new ServletWebRequest(attributes.getRequest()));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Listing.class.isAssignableFrom(type);
    }

    @Override
    protected void writeInternal(Listing<?> list, @Nullable Type type, HttpOutputMessage message) throws IOException {
        boolean more = list.meta().more() != null;
        if (more || list.meta().total() > list.data().size()) {
            throw new TooLarge(
                    "FILE_TOO_LARGE",
                    "The list has %s%d entries, and a file holds at most %d. Maybe narrow it by its filters."
                            .formatted(more ? "more than " : "", list.meta().total(), Paging.LARGEST_FILE));
        }
        List<Column> columns = columns(ResolvableType.forType(type).getGeneric(0));
        message.getHeaders().setContentType(new MediaType(CSV, StandardCharsets.UTF_8));
        message.getHeaders()
                .setContentDisposition(
                        ContentDisposition.attachment().filename(fileName()).build());
        Writer out = new BufferedWriter(new OutputStreamWriter(message.getBody(), StandardCharsets.UTF_8));
        line(out, columns.stream().map(Column::name).toList());
        for (Object entry : list.data()) {
            List<String> cells = new ArrayList<>();
            for (Column column : columns) {
                cells.add(text(column.of(entry)));
            }
            line(out, cells);
        }
        out.flush();
    }

    /** A field of an entry, reached through the records that hold it. */
    private record Column(String name, List<Method> path) {

        @Nullable
        Object of(Object entry) {
            Object value = entry;
            for (Method step : path) {
                value = value == null ? null : ReflectionUtils.invokeMethod(step, value);
            }
            return value;
        }
    }

    /** The fields of a record; those of a record within it are named after both. */
    static List<String> headings(ResolvableType entry) {
        return columns(entry).stream().map(Column::name).toList();
    }

    private static List<Column> columns(ResolvableType entry) {
        List<Column> columns = new ArrayList<>();
        collect(entry.toClass(), "", List.of(), columns);
        return columns;
    }

    private static void collect(Class<?> type, String prefix, List<Method> path, List<Column> columns) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalStateException("A list's entries are records, not " + type.getName() + ".");
        }
        for (RecordComponent component : components) {
            Method read = component.getAccessor();
            ReflectionUtils.makeAccessible(read);
            List<Method> steps = new ArrayList<>(path);
            steps.add(read);
            String name = prefix + snakeCase(component.getName());
            if (component.getType().isRecord() && !isValue(component.getType())) {
                collect(component.getType(), name + "_", steps, columns);
            } else {
                columns.add(new Column(name, steps));
            }
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])[A-Z]", "_$0").toLowerCase(Locale.ROOT);
    }

    private static boolean isValue(Class<?> record) {
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonValue.class)) {
                return true;
            }
        }
        return false;
    }

    private String text(@Nullable Object value) {
        JsonNode node = json.readTree(json.writeValueAsBytes(value));
        if (node.isArray() && node.valueStream().allMatch(JsonNode::isValueNode)) {
            return node.valueStream().map(JsonNode::asString).collect(Collectors.joining("; "));
        }
        if (node.isNull()) {
            return "";
        }
        if (!node.isString()) {
            return node.isValueNode() ? json.writeValueAsString(value) : node.toString();
        }
        String text = node.asString();
        // A spreadsheet would work it out as a formula.
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static void line(Writer out, List<String> cells) throws IOException {
        for (int k = 0; k < cells.size(); k++) {
            String cell = cells.get(k);
            boolean quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            out.append(k == 0 ? "" : ",").append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        out.append("\r\n");
    }

    private static String fileName() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRequestURI().replaceAll("/+$", "").replaceAll(".*/", "") + ".csv"
                : "list.csv";
    }

    @Override
    protected Listing<?> readInternal(Class<? extends Listing<?>> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("A list is not read from a file.", message);
    }

    @Override
    public Listing<?> read(Type type, @Nullable Class<?> context, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("A list is not read from a file.", message);
    }
}
