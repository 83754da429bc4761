package io.github.cloudtrailexporter.config;

import static io.github.cloudtrailexporter.trail.PrintableText.quoted;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of a mapping by key. The constructor reports unknown and duplicate keys. */
final class Fields {

    private final Value mapping;
    private final List<String> known;
    private final List<String> unsupported;
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
    private final Set<String> misspelled = new HashSet<>();
    private boolean unknownKeys;

    /** @param unsupported keys of the file format that this program does not support */
    Fields(Value mapping, Node.Mapping node, List<String> known, List<String> unsupported) {
        this.mapping = mapping;
        this.known = known;
        this.unsupported = unsupported;
        node.entries().forEach(this::add);
    }

    private void add(Node.Entry entry) {
        String key = entry.key().text();
        if (!known.contains(key)) {
            unknownKeys = true;
            reportUnknown(entry);
            return;
        }
        Node.Entry first = entries.putIfAbsent(key, entry);
        if (first != null) {
            int line = first.key().place().line();
            report(entry.key(), "duplicate key " + quoted(key) + where() + "; it is already on line " + line);
        }
    }

    private void reportUnknown(Node.Entry entry) {
        String key = entry.key().text();
        if (unsupported.contains(key)) {
            problems().hide(entry.value().place());
            report(entry.key(), path(key) + ": not supported by this exporter");
            return;
        }
        Optional<String> nearest = NearestKey.of(key, known);
        nearest.ifPresent(misspelled::add);
        // The value of an unknown key may be a password.
        if (nearest.isEmpty() || problems().secrets().keys().test("", nearest.get())) {
            problems().hide(entry.value().place());
        }
        String advice = nearest.map(word -> "did you mean " + quoted(word) + "?")
                .orElse("expected " + (known.size() == 1 ? "" : "one of ") + String.join(", ", known));
        report(entry.key(), "unknown key " + quoted(key) + where() + "; " + advice);
    }

    private void report(Node.Scalar key, String message) {
        problems().add(key.place(), message);
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

    /** Whether a key is present or is probably meant by a misspelled one, which is not reported as missing again. */
    boolean isMeant(String key) {
        return has(key) || misspelled.contains(key);
    }

    /** Whether there are unknown or unsupported keys. */
    boolean hasUnknownKeys() {
        return unknownKeys;
    }

    /** The value of a key, if the key is present. */
    Optional<Value> value(String key) {
        return Optional.ofNullable(entries.get(key)).map(entry -> new Value(path(key), entry.value(), problems()));
    }

    /** The parsed value of a key; nothing if the key is missing, or if its value was reported. */
    <T> Optional<T> get(String key, Rule<T> rule) {
        return value(key).flatMap(value -> value.as(rule));
    }

    /** The same for a key that is required. */
    <T> Optional<T> require(String key, Rule<T> rule) {
        if (!isMeant(key)) {
            reject("expected " + quoted(key) + ", " + rule.expected());
        }
        return get(key, rule);
    }

    /** Reports a key that is not allowed. */
    void rejectKey(String key, String message) {
        report(entries.get(key).key(), path(key) + ": " + message);
    }

    /** Reports a problem with the mapping as a whole. */
    void reject(String message) {
        mapping.reject(message);
    }

    Problems problems() {
        return mapping.problems();
    }

    private String path(String key) {
        return mapping.path().isEmpty() ? key : mapping.path() + "." + key;
    }
}
