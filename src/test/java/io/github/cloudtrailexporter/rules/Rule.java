package io.github.cloudtrailexporter.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One rule of a Prometheus rules file.
 *
 * @param group the name of its group
 * @param fields its fields as in the file: alert or record, expr, for, labels, annotations
 */
record Rule(String group, Map<String, Object> fields) {

    boolean alerts() {
        return fields.containsKey("alert");
    }

    /** The name of the alert or of the recorded series. */
    String name() {
        return (String) (alerts() ? fields.get("alert") : fields.get("record"));
    }

    String expr() {
        return (String) fields.get("expr");
    }

    Map<String, Object> labels() {
        return Yaml.map(fields.get("labels"));
    }

    Map<String, Object> annotations() {
        return Yaml.map(fields.get("annotations"));
    }

    String label(String name) {
        return (String) labels().getOrDefault(name, "");
    }

    String annotation(String name) {
        return (String) annotations().getOrDefault(name, "");
    }

    /** Whether this rule uses the other one in its expression, or its recorded series in an annotation. */
    boolean needs(Rule other) {
        String text = other.alerts() ? expr() : expr() + " " + annotations().values();
        return !other.name().equals(name())
                && Pattern.compile("(?<![\\w:/])" + Pattern.quote(other.name()) + "(?![\\w:])")
                        .matcher(text)
                        .find();
    }

    Rule with(String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        return new Rule(group, changed);
    }

    Rule without(String field) {
        Map<String, Object> changed = new LinkedHashMap<>(fields);
        changed.remove(field);
        return new Rule(group, changed);
    }

    @Override
    public String toString() {
        return name() + (alerts() ? " (" + label("severity") + ")" : "");
    }
}
