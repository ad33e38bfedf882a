package dev.shelfcast.server.platform;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * Holds JSON to what the types say: a component of one of our records that is not {@code @Nullable} must be given.
 * Without it a left-out field would be a null where the compiler promised none. Components with {@code @NotNull} and
 * its like are left to bean validation, which names all of them at once.
 */
final class NullMarkedFields extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        RecordComponent component = component(member);
        return component != null && needed(component) ? Boolean.TRUE : null;
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        RecordComponent component = annotated instanceof AnnotatedMember member ? component(member) : null;
        if (component == null) {
            return JsonSetter.Value.empty();
        }
        return JsonSetter.Value.construct(needed(component) ? Nulls.FAIL : null, Nulls.FAIL);
    }

    static boolean needed(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && !component.getAccessor().isAnnotationPresent(NotNull.class)
                && !component.getAccessor().isAnnotationPresent(NotBlank.class)
                && !component.getAccessor().isAnnotationPresent(NotEmpty.class);
    }

    private static @Nullable RecordComponent component(AnnotatedMember member) {
        Class<?> type = member.getDeclaringClass();
        if (!(member instanceof AnnotatedParameter parameter)
                || !type.isRecord()
                || !type.getPackage().isAnnotationPresent(NullMarked.class)) {
            return null;
        }
        RecordComponent[] components = type.getRecordComponents();
        // A factory method has parameters of its own; only the canonical constructor's are the components.
        boolean canonical = parameter.getOwner() instanceof tools.jackson.databind.introspect.AnnotatedConstructor
                && parameter.getOwner().getParameterCount() == components.length;
        return canonical ? components[parameter.getIndex()] : null;
    }
}
