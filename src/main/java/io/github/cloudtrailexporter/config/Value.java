package io.github.cloudtrailexporter.config;

import static io.github.cloudtrailexporter.trail.PrintableText.escaped;
import static io.github.cloudtrailexporter.trail.PrintableText.quoted;

import io.github.cloudtrailexporter.config.Problems.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A node with its path in the file. If it does not have the form that a method requires, the method reports a problem and
 * returns nothing.
 *
 * @param path for messages, as in {@code trails[0].region}; empty for the whole file
 */
record Value(String path, Node node, Problems problems) {

    /** The types of scalar other than text, as messages name them. Quoted scalars are always text. */
    private static final Map<Tag, String> TYPES = Map.of(
            Tag.INT, "the number ",
            Tag.FLOAT, "the number ",
            Tag.BOOL, "the boolean ",
            Tag.TIMESTAMP, "the date ");

    <T> Optional<T> as(Rule<T> rule) {
        if (!(node instanceof ScalarNode scalar)) {
            rejectAs(rule.expected());
            return Optional.empty();
        }
        List<String> unset = problems.variables().problems(scalar.getValue());
        unset.forEach(message -> problems.add(node, message));
        return unset.isEmpty() ? parsed(scalar, rule) : Optional.empty();
    }

    private <T> Optional<T> parsed(ScalarNode scalar, Rule<T> rule) {
        List<String> names = variables(scalar);
        Optional<T> value = rule.parse().apply(text(scalar));
        if (value.isPresent() && (!names.isEmpty() || rule.types().contains(scalar.getTag()))) {
            String warning = rule.warning().apply(value.get());
            if (!warning.isEmpty() && mayShow(scalar)) {
                problems.warn(node, path + ": " + warning);
            }
            return value;
        }
        String found = names.isEmpty()
                ? ", found " + description(scalar)
                : ", but ${" + String.join("} and ${", names) + "} contains something else";
        String hint = "";
        if (value.isEmpty() && mayShow(scalar)) {
            hint = rule.hint().apply(text(scalar));
        } else if (value.isPresent() && !scalar.getTag().equals(Tag.NULL)) {
            hint = TYPES.containsKey(scalar.getTag()) ? "write it in quotes" : "write it without quotes";
        }
        reject("expected " + rule.expected() + found + (hint.isEmpty() ? "" : "; " + hint));
        return Optional.empty();
    }

    private List<String> variables(ScalarNode scalar) {
        return problems.variables().names(scalar.getValue());
    }

    private String text(ScalarNode scalar) {
        return problems.variables().fill(scalar.getValue());
    }

    // The value of a variable is never shown: it may be a secret, and it is not in the file.
    private boolean mayShow(ScalarNode scalar) {
        return variables(scalar).isEmpty() && !problems.isHidden(scalar);
    }

    private String description(ScalarNode scalar) {
        if (scalar.getTag().equals(Tag.NULL)) {
            return "nothing";
        }
        if (!mayShow(scalar)) {
            return "a value that is hidden because it may be a secret";
        }
        String type = TYPES.get(scalar.getTag());
        return type == null ? quoted(text(scalar)) : type + escaped(text(scalar));
    }

    List<Value> items(String expected) {
        if (!(node instanceof SequenceNode sequence)) {
            rejectAs(expected);
            return List.of();
        }
        List<Value> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new Value(path + "[" + items.size() + "]", item, problems));
        }
        return items;
    }

    /** The values of a list whose items match this rule; duplicates are reported. */
    <T> List<T> distinct(String expected, Rule<T> rule) {
        Map<T, Value> seen = new LinkedHashMap<>();
        for (Value item : items(expected)) {
            item.as(rule).ifPresent(value -> item.putNew(value, seen));
        }
        return List.copyOf(seen.keySet());
    }

    /** The same for a list that must not be empty. */
    <T> List<T> nonEmpty(String expected, Rule<T> rule) {
        if (node instanceof SequenceNode sequence && sequence.getValue().isEmpty()) {
            reject("expected " + expected + ", found an empty list");
        }
        return distinct(expected, rule);
    }

    /** Adds what was read from this node, or reports that it is a duplicate. */
    <T> void putNew(T value, Map<T, Value> seen) {
        Value first = seen.putIfAbsent(value, this);
        if (first != null) {
            reject("the same as " + first.where());
        }
    }

    String where() {
        return path + " on line " + Place.of(node).line();
    }

    Optional<Fields> fields(List<String> keys, String... unsupported) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new Fields(this, mapping, keys, List.of(unsupported)));
        }
        rejectAs("a mapping with some of the keys " + String.join(", ", keys));
        return Optional.empty();
    }

    /** What the reader makes of the fields of a mapping; nothing if it reports a problem. */
    <T> Optional<T> read(List<String> keys, Function<Fields, Optional<T>> reader) {
        int before = problems.count();
        return fields(keys).flatMap(reader).filter(made -> problems.count() == before);
    }

    /** The values by key of a mapping with arbitrary keys. */
    Map<String, Value> entries(String expected, Rule<String> keys) {
        if (!(node instanceof MappingNode mapping)) {
            rejectAs(expected);
            return Map.of();
        }
        if (mapping.getValue().isEmpty()) {
            reject("expected " + expected + ", found an empty one");
        }
        Map<String, Value> values = new LinkedHashMap<>();
        mapping.getValue().forEach(entry -> put(entry, keys, values));
        return values;
    }

    private void put(NodeTuple entry, Rule<String> keys, Map<String, Value> values) {
        Node key = entry.getKeyNode();
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (keys.parse().apply(name).isEmpty()) {
            problems.hide(key);
            problems.add(key, path + ": expected " + keys.expected());
            return;
        }
        Value first = values.putIfAbsent(name, new Value(path + "." + name, entry.getValueNode(), problems));
        if (first != null) {
            int line = Place.of(first.node).line();
            problems.add(key, path + ": duplicate key " + quoted(name) + "; the first is on line " + line);
        }
    }

    void reject(String message) {
        problems.add(node, path.isEmpty() ? message : path + ": " + message);
    }

    private void rejectAs(String expected) {
        String found = node instanceof ScalarNode scalar
                ? description(scalar)
                : node instanceof SequenceNode ? "a list" : "a mapping";
        reject("expected " + expected + ", found " + found);
    }
}
