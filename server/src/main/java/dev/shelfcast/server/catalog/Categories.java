package dev.shelfcast.server.catalog;

import dev.shelfcast.server.identity.AuditLog;
import dev.shelfcast.server.shared.Conflict;
import dev.shelfcast.server.shared.NotFound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The tree of categories, each known by its path of names: Dairy/Milk. */
@Component
class Categories {

    private static final int LONGEST_NAME = 100;
    private static final int DEEPEST = 8;

    private final JdbcClient jdbc;
    private final AuditLog audit;

    Categories(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** The path with clean names: ' Dairy / Milk ' becomes 'Dairy/Milk'. */
    static String normalise(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/", -1)) {
            if (!name.isBlank()) {
                names.add(Names.checked("category", name, LONGEST_NAME));
            }
        }
        if (names.isEmpty() || names.size() > DEEPEST) {
            throw ProductDraft.invalid("category", "a category is a path of 1 to %d names".formatted(DEEPEST), path);
        }
        return String.join("/", names);
    }

    /** Creates the categories that are missing, their parents first; upper and lower case make no difference. */
    @Transactional
    void ensure(Collection<String> paths) {
        for (int depth = 1; depth <= DEEPEST; depth++) {
            Set<String> level = new LinkedHashSet<>();
            for (String path : paths) {
                String[] names = path.split("/", -1);
                if (names.length >= depth) {
                    level.add(String.join("/", Arrays.copyOf(names, depth)));
                }
            }
            if (level.isEmpty()) {
                return;
            }
            insert(level);
        }
    }

    private void insert(Set<String> paths) {
        List<String> created = jdbc.sql("""
                        insert into catalog.category (parent_id, name, path)
                        select distinct on (lower(g.path))
                               parent.id,
                               regexp_replace(g.path, '^.*/', ''),
                               coalesce(parent.path || '/', '') || regexp_replace(g.path, '^.*/', '')
                          from unnest(cast(:paths as text[])) as g(path)
                          left join catalog.category parent
                            on position('/' in g.path) > 0
                           and lower(parent.path) = lower(regexp_replace(g.path, '/[^/]*$', ''))
                         where not exists (select from catalog.category c where lower(c.path) = lower(g.path))
                         order by lower(g.path)
                        on conflict do nothing
                        returning path
                        """)
                .param("paths", paths.toArray(String[]::new))
                .query(String.class)
                .list();
        for (String path : created) {
            audit.record("category.create", "category", path, null, null);
        }
    }

    /** Gives the category and everything below it another path. */
    @Transactional
    void move(String from, String to) {
        String target = normalise(to);
        if (target.toLowerCase(Locale.ROOT).startsWith(from.toLowerCase(Locale.ROOT) + "/")) {
            throw new Conflict(
                    "CATEGORY_CYCLE", "The category '%s' cannot move below itself to '%s'.".formatted(from, target));
        }
        int slash = target.lastIndexOf('/');
        if (slash > 0) {
            ensure(List.of(target.substring(0, slash)));
        }
        String existing = jdbc.sql("select path from catalog.category where lower(path) = lower(:path)")
                .param("path", target)
                .query(String.class)
                .optional()
                .orElse(from);
        if (!existing.equalsIgnoreCase(from)) {
            throw new Conflict(
                    "CATEGORY_EXISTS",
                    "There is a category '%s' already. Maybe choose another name.".formatted(target));
        }
        int moved = jdbc.sql("""
                        update catalog.category c
                           set path = :to || substr(c.path, length(:from) + 1),
                               name = case when lower(c.path) = lower(:from)
                                           then regexp_replace(:to, '^.*/', '') else c.name end,
                               parent_id = case when lower(c.path) = lower(:from)
                                                then (select p.id from catalog.category p
                                                       where position('/' in :to) > 0
                                                         and lower(p.path) = lower(regexp_replace(:to, '/[^/]*$', '')))
                                                else c.parent_id end
                         where lower(c.path) = lower(:from) or starts_with(lower(c.path), lower(:from) || '/')
                        """).param("from", from).param("to", target).update();
        if (moved == 0) {
            throw unknown(from);
        }
        audit.record("category.move", "category", from, from, target);
    }

    /** Removes an empty category; one with products or sub-categories is refused. */
    @Transactional
    void remove(String path) {
        long users = jdbc.sql("""
                        select count(*)
                          from catalog.category c
                         where lower(c.path) = lower(:path)
                           and (exists (select from catalog.product p where p.category_id = c.id)
                                or exists (select from catalog.category child where child.parent_id = c.id))
                        """).param("path", path).query(Long.class).single();
        if (users > 0) {
            throw new Conflict(
                    "CATEGORY_IN_USE",
                    "The category '%s' has products or categories in it. Maybe move them first.".formatted(path));
        }
        int removed = jdbc.sql("delete from catalog.category where lower(path) = lower(:path)")
                .param("path", path)
                .update();
        if (removed == 0) {
            throw unknown(path);
        }
        audit.record("category.remove", "category", path, path, null);
    }

    /** One category with its share of the tree below it; products counts those that are active, here and below. */
    record Category(String path, String name, long products, List<Category> children) {}

    private record Row(String path, String name, long products) {}

    /** The whole tree, by name. */
    List<Category> tree() {
        List<Row> rows = jdbc.sql("""
                        select c.path, c.name, count(p.id) as products
                          from catalog.category c
                          left join catalog.product p on p.category_id = c.id and p.active
                         group by c.id
                         order by lower(c.name)
                        """).query(Row.class).list();
        return below("", rows.stream().collect(Collectors.groupingBy(Categories::parent)));
    }

    private static List<Category> below(String parent, Map<String, List<Row>> byParent) {
        List<Category> children = new ArrayList<>();
        for (Row row : byParent.getOrDefault(parent, List.of())) {
            List<Category> own = below(row.path(), byParent);
            long products =
                    row.products() + own.stream().mapToLong(Category::products).sum();
            children.add(new Category(row.path(), row.name(), products, own));
        }
        return children;
    }

    private static String parent(Row row) {
        int slash = row.path().lastIndexOf('/');
        return slash < 0 ? "" : row.path().substring(0, slash);
    }

    private static NotFound unknown(String path) {
        return new NotFound("UNKNOWN_CATEGORY", "There is no category '%s'.".formatted(path));
    }
}
