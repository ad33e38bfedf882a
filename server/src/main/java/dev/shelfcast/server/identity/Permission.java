package dev.shelfcast.server.identity;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** What one of the annotations {@link Open}, {@link Reads}, {@link Operates}, … demands of the caller. */
public enum Permission {
    OPEN(Open.class, EnumSet.allOf(Role.class)),
    READS(Reads.class, EnumSet.allOf(Role.class)),
    OPERATES(Operates.class, EnumSet.of(Role.ADMIN, Role.PLANNER, Role.STORE_MANAGER)),
    PLANS(Plans.class, EnumSet.of(Role.ADMIN, Role.PLANNER)),
    ADMINISTERS(Administers.class, EnumSet.of(Role.ADMIN));

    private final Class<? extends Annotation> annotation;
    private final Set<Role> roles;

    Permission(Class<? extends Annotation> annotation, Set<Role> roles) {
        this.annotation = annotation;
        this.roles = Set.copyOf(roles);
    }

    public Set<Role> roles() {
        return roles;
    }

    public boolean allows(Role role) {
        return roles.contains(role);
    }

    /** The one permission of a controller's method; its own annotation goes before that of its class. */
    public static Optional<Permission> find(Method method, Class<?> controller) {
        Optional<Permission> own = on(method);
        return own.isPresent() ? own : on(controller);
    }

    private static Optional<Permission> on(AnnotatedElement element) {
        List<Permission> found = List.of(values()).stream()
                .filter(permission -> AnnotatedElementUtils.hasAnnotation(element, permission.annotation))
                .toList();
        if (found.size() > 1) {
            throw new IllegalStateException("%s has several permissions: %s".formatted(element, found));
        }
        return found.stream().findFirst();
    }
}
