package io.github.cloudtrailexporter.config;

import static io.github.cloudtrailexporter.trail.PrintableText.quoted;

import io.github.cloudtrailexporter.config.Problems.Place;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The values of a mapping by key. The constructor reports unknown and duplicate keys. */
final class Fields {

    private final Value mapping;
    private final Problems problems;
    private final List<String> known;
    private final List<String> unsupported;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> misspelled = new HashSet<>();

    /** @param unsupported keys of the file format that this program does not support */
    Fields(Value mapping, MappingNode node, List<String> known, List<String> unsupported) {
        this.mapping = mapping;
        this.problems = mapping.problems();
        this.known = known;
        this.unsupported = unsupported;
        node.getValue().forEach(this::add);
    }

    private void add(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode scalar)) {
            problems.add(entry.getKeyNode(), "expected a key of plain text, found a list or a mapping");
            return;
        }
        String key = scalar.getValue();
        if (!known.contains(key)) {
            addUnknown(key, entry);
            return;
        }
        NodeTuple first = entries.putIfAbsent(key, entry);
        if (first != null) {
            int line = Place.of(first.getKeyNode()).line();
            problems.add(scalar, "duplicate key " + quoted(key) + where() + "; it is already on line " + line);
        }
    }

    private void addUnknown(String key, NodeTuple entry) {
        Optional<String> nearest = unsupported.contains(key) ? Optional.empty() : NearestKey.of(key, known);
        // The value of an unknown key may be a password.
        nearest.ifPresentOrElse(misspelled::add, () -> problems.hide(entry.getValueNode()));
        String advice = nearest.map(word -> "did you mean " + quoted(word) + "?")
                .orElse("expected one of " + String.join(", ", known));
        String message = unsupported.contains(key)
                ? path(key) + ": not supported by this exporter"
                : "unknown key " + quoted(key) + where() + "; " + advice;
        problems.add(entry.getKeyNode(), message);
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

    Optional<Value> value(String key) {
        return Optional.ofNullable(entries.get(key)).map(entry -> new Value(path(key), entry.getValueNode(), problems));
    }

    Optional<Fields> fields(String key, List<String> keys, String... notSupported) {
        return value(key).flatMap(value -> value.fields(keys, notSupported));
    }

    /** The parsed value of a key; nothing if the key is missing, or if its value was reported. */
    <T> Optional<T> get(String key, Rule<T> rule) {
        return value(key).flatMap(value -> value.as(rule));
    }

    <T> Optional<T> require(String key, Rule<T> rule) {
        if (!isMeant(key)) {
            reject("expected " + quoted(key) + ", " + rule.expected());
        }
        return get(key, rule);
    }

    void rejectKey(String key, String message) {
        if (has(key)) {
            problems.add(entries.get(key).getKeyNode(), path(key) + ": " + message);
        }
    }

    void reject(String message) {
        mapping.reject(message);
    }

    Problems problems() {
        return problems;
    }

    private String path(String key) {
        return mapping.path().isEmpty() ? key : mapping.path() + "." + key;
    }
}
