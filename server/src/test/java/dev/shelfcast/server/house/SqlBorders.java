package dev.shelfcast.server.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a module's SQL may name.
 *
 * @param module  whose SQL it is; its schema has the same name
 * @param allowed the modules whose views it may read and whose tables its keys may point to
 * @param schemas every schema that belongs to a module
 */
record SqlBorders(String module, Set<String> allowed, Set<String> schemas) {
    private static final String FLAGS = "(?is)";

    /** A text that begins like this is a statement, in which every {@code schema.name} is a reference. */
    private static final Pattern STATEMENT = Pattern.compile(FLAGS
            + "\\s*(\\(\\s*)?(select|insert into|update|delete from|merge into|with|copy|create|alter|drop|truncate"
            + "|lock|refresh|vacuum|analyze|explain|values|call)\\s.*");

    /** In other texts (a piece of a statement, or no SQL at all) only what follows one of these words is. */
    private static final String BEFORE_A_TABLE =
            "(?:from|join|into|update|table|copy|only|references|view|on|using|exists)\\s+\\(?\\s*";

    /** Comments and quoted values: neither names a table. */
    private static final Pattern MUTE = Pattern.compile("(?s)--[^\n]*|/\\*.*?\\*/|'(?:[^']|'')*'");

    List<String> crossedBy(String text) {
        String sql = MUTE.matcher(text).replaceAll(" ");
        boolean statement = STATEMENT.matcher(sql).matches();
        return crossings(sql, statement ? "" : BEFORE_A_TABLE, Set.of());
    }

    List<String> crossedByMigration(String text) {
        String sql = MUTE.matcher(text).replaceAll(" ");
        List<String> crossings = crossings(sql, "", allowed);
        Matcher created = Pattern.compile(FLAGS + "create\\s+schema\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)")
                .matcher(sql);
        while (created.find()) {
            if (!created.group(1).equals(module)) {
                crossings.add(module + " creates the schema " + created.group(1));
            }
        }
        return crossings;
    }

    private List<String> crossings(String sql, String before, Set<String> keysMayPointTo) {
        List<String> found = new ArrayList<>();
        Matcher reference = Pattern.compile(
                        FLAGS + before + "(?<![\\w.\"/$:-])\"?(" + String.join("|", schemas) + ")\"?\\.\"?([a-z_]\\w*)")
                .matcher(sql);
        while (reference.find()) {
            String schema = reference.group(1).toLowerCase(java.util.Locale.ROOT);
            String name = reference.group(2);
            boolean view = name.startsWith("v_") && allowed.contains(schema);
            boolean key = keysMayPointTo.contains(schema)
                    && sql.substring(0, reference.start()).matches(FLAGS + ".*\\breferences\\s+");
            if (!schema.equals(module) && !view && !key) {
                found.add(module + " names " + schema + "." + name
                        + (name.startsWith("v_") ? " but may not call " + schema : ", not a view of it"));
            }
        }
        return found;
    }
}
