package io.github.cloudtrailexporter.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands in a mapping, key by key. Unknown and duplicate keys are reported when it is made. */
final class Fields {

    private final Value mapping;
    private final List<String> known;
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();

    Fields(Value mapping, Node.Mapping node, List<String> known) {
        this.mapping = mapping;
        this.known = known;
        node.entries().forEach(this::add);
    }

    private void add(Node.Entry entry) {
        String key = entry.key().text();
        if (!known.contains(key)) {
            reportUnknown(entry);
            return;
        }
        Node.Entry first = entries.putIfAbsent(key, entry);
        if (first != null) {
            problems()
                    .add(
                            entry.key().place(),
                            "duplicate key " + Quote.of(key) + where() + "; it is already on line "
                                    + first.key().place().line());
        }
    }

    private void reportUnknown(Node.Entry entry) {
        String key = entry.key().text();
        Optional<String> nearest = NearestKey.of(key, known);
        // Who knows what a key holds that we do not know: a password, perhaps.
        if (nearest.isEmpty() || problems().secrets().keys().test("", nearest.get())) {
            problems().hide(entry.value().place());
        }
        String advice = nearest.map(word -> "did you mean " + Quote.of(word) + "?")
                .orElse("expected " + (known.size() == 1 ? "" : "one of ") + String.join(", ", known));
        problems().add(entry.key().place(), "unknown key " + Quote.of(key) + where() + "; " + advice);
    }

    private String where() {
        return mapping.path().isEmpty() ? "" : " in " + mapping.path();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The value of a key, if the key is there. */
    Optional<Value> value(String key) {
        return Optional.ofNullable(entries.get(key)).map(entry -> new Value(path(key), entry.value(), problems()));
    }

    /** The value of a key as this rule reads it: nothing if the key is not there, or if its value was reported. */
    <T> Optional<T> get(String key, Rule<T> rule) {
        return value(key).flatMap(value -> value.as(rule));
    }

    /** The same of a key that must be there. */
    <T> Optional<T> require(String key, Rule<T> rule) {
        if (!has(key)) {
            refuse("expected " + Quote.of(key) + ", " + rule.expected());
        }
        return get(key, rule);
    }

    /** Refuses keys that the format knows, but not this program. */
    void refuseUnsupported(String... keys) {
        for (String key : keys) {
            if (has(key)) {
                problems().hide(entries.get(key).value().place());
                refuseKey(key, "not supported by this exporter");
            }
        }
    }

    /** A problem with a key that should not be there. */
    void refuseKey(String key, String message) {
        problems().add(entries.get(key).key().place(), path(key) + ": " + message);
    }

    /** A problem with the mapping as a whole. */
    void refuse(String message) {
        mapping.refuse(message);
    }

    Problems problems() {
        return mapping.problems();
    }

    private String path(String key) {
        return mapping.path().isEmpty() ? key : mapping.path() + "." + key;
    }
}
