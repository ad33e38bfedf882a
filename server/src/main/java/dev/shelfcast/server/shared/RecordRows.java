package dev.shelfcast.server.shared;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Rows as records, for one result: a column belongs to the component of its name, {@code unit_cost} to
 * {@code unitCost}. Columns are looked up once per result. Spring's own mapper looks for {@code unitCost} in each row
 * first, and the driver's refusal took longer than all else that a list of products does.
 */
final class RecordRows<T> implements RowMapper<T> {

    private static final ConversionService CONVERSIONS = DefaultConversionService.getSharedInstance();
    private static final Map<Class<?>, List<Component>> COMPONENTS = new ConcurrentHashMap<>();

    /** What the driver answers as asked for; anything else is converted from what it answers unasked. */
    private static final Set<String> OF_THE_DRIVER = Set.of(
            "java.lang.String",
            "java.math.BigDecimal",
            "java.time.LocalDate",
            "java.time.LocalTime",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.util.UUID",
            "[B");

    private record Component(String name, String column, TypeDescriptor type, boolean direct) {

        static Component of(String name, MethodParameter parameter) {
            Class<?> type = parameter.getParameterType();
            return new Component(
                    name.toLowerCase(Locale.ROOT),
                    JdbcUtils.convertPropertyNameToUnderscoreName(name),
                    new TypeDescriptor(parameter),
                    type.isPrimitive()
                            || Number.class.isAssignableFrom(type)
                            || OF_THE_DRIVER.contains(type.getName()));
        }

        @Nullable
        Object read(ResultSet row, int index) throws SQLException {
            Object value = direct
                    ? JdbcUtils.getResultSetValue(row, index, type.getType())
                    : JdbcUtils.getResultSetValue(row, index);
            return type.getType().isInstance(value) ? value : CONVERSIONS.convert(value, type);
        }
    }

    private final Constructor<T> constructor;
    private final List<Component> components;
    private int @Nullable [] indexes;

    RecordRows(Class<T> type) {
        constructor = BeanUtils.getResolvableConstructor(type);
        components = COMPONENTS.computeIfAbsent(type, record -> components(record, constructor));
    }

    private static List<Component> components(Class<?> type, Constructor<?> constructor) {
        RecordComponent[] of = type.getRecordComponents();
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < of.length; i++) {
            components.add(Component.of(of[i].getName(), new MethodParameter(constructor, i)));
        }
        return components;
    }

    @Override
    public T mapRow(ResultSet row, int number) throws SQLException {
        int[] columns = indexes;
        if (columns == null) {
            columns = columns(row.getMetaData());
            indexes = columns;
        }
        @Nullable Object[] values = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = components.get(i).read(row, columns[i]);
        }
        return create(values);
    }

    @SuppressWarnings("NullAway") // a component may be null, of which Spring's signature says nothing
    private T create(@Nullable Object[] values) {
        return BeanUtils.instantiateClass(constructor, values);
    }

    private int[] columns(ResultSetMetaData columns) throws SQLException {
        Map<String, Integer> byLabel = new HashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            byLabel.putIfAbsent(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), i);
        }
        int[] found = new int[components.size()];
        for (int i = 0; i < found.length; i++) {
            Component component = components.get(i);
            Integer index = byLabel.getOrDefault(component.name(), byLabel.get(component.column()));
            if (index == null) {
                throw new SQLException(
                        "The result has no column %s, only %s.".formatted(component.column(), byLabel.keySet()));
            }
            found[i] = index;
        }
        return found;
    }
}
