package io.github.cloudtrailexporter.config;

import static io.github.cloudtrailexporter.trail.PrintableText.escaped;
import static io.github.cloudtrailexporter.trail.PrintableText.quoted;

import io.github.cloudtrailexporter.config.Source.Place;
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

    /** The value of a scalar that matches this rule. */
    <T> Optional<T> as(Rule<T> rule) {
        if (!(node instanceof ScalarNode scalar)) {
            rejectAs(rule.expected());
            return Optional.empty();
        }
        List<String> unset = variables().problems(scalar.getValue());
        unset.forEach(message -> problems.add(node, message));
        return unset.isEmpty() ? parsed(scalar, rule) : Optional.empty();
    }

    private <T> Optional<T> parsed(ScalarNode scalar, Rule<T> rule) {
        Optional<T> value = rule.parse().apply(text(scalar));
        boolean fits = hasVariable(scalar) || rule.types().contains(scalar.getTag());
        if (fits && value.isPresent()) {
            warn(scalar, rule.warning().apply(value.get()));
            return value;
        }
        reject("expected " + rule.expected() + mismatch(scalar) + hint(rule, scalar, value.isPresent()));
        return Optional.empty();
    }

    private Variables variables() {
        return problems.variables();
    }

    private String text(ScalarNode scalar) {
        return variables().fill(scalar.getValue());
    }

    private boolean hasVariable(ScalarNode scalar) {
        return !variables().names(scalar.getValue()).isEmpty();
    }

    private void warn(ScalarNode scalar, String warning) {
        if (!warning.isEmpty() && mayShow(scalar)) {
            problems.warn(node, path + ": " + warning);
        }
    }

    private String mismatch(ScalarNode scalar) {
        List<String> names = variables().names(scalar.getValue());
        return names.isEmpty()
                ? ", found " + description(scalar)
                : ", but ${" + String.join("} and ${", names) + "} contains something else";
    }

    /** @param readable whether the text matches the rule and only the type is wrong */
    private String hint(Rule<?> rule, ScalarNode scalar, boolean readable) {
        String hint = "";
        if (readable && !isNothing(scalar)) {
            hint = TYPES.containsKey(scalar.getTag()) ? "write it in quotes" : "write it without quotes";
        } else if (!readable && mayShow(scalar)) {
            hint = rule.hint().apply(text(scalar));
        }
        return hint.isEmpty() ? "" : "; " + hint;
    }

    // The value of a variable is never shown: it may be a secret, and it is not in the file.
    private boolean mayShow(ScalarNode scalar) {
        return !hasVariable(scalar) && !problems.isHidden(scalar);
    }

    private static boolean isNothing(ScalarNode scalar) {
        return scalar.getTag().equals(Tag.NULL);
    }

    private String description(ScalarNode scalar) {
        if (isNothing(scalar)) {
            return "nothing";
        }
        if (!mayShow(scalar)) {
            return "a value that is hidden because it may be a secret";
        }
        String type = TYPES.get(scalar.getTag());
        return type == null ? quoted(text(scalar)) : type + escaped(text(scalar));
    }

    /** The items of a list. */
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
            item.as(rule).ifPresent(value -> {
                Value first = seen.putIfAbsent(value, item);
                if (first != null) {
                    item.reject("the same as " + first.where());
                }
            });
        }
        return List.copyOf(seen.keySet());
    }

    /** The path and the line, for messages. */
    String where() {
        return path + " on line " + line();
    }

    private int line() {
        return Place.of(node).line();
    }

    /** The fields of a mapping; other keys are reported. */
    Optional<Fields> fields(List<String> keys) {
        return fields(keys, List.of());
    }

    /** The same for a format with some keys that are known but not supported. */
    Optional<Fields> fields(List<String> keys, List<String> unsupported) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new Fields(this, mapping, keys, unsupported));
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
        for (NodeTuple entry : mapping.getValue()) {
            put(entry, keys, values);
        }
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
            problems.add(key, path + ": duplicate key " + quoted(name) + "; the first is on line " + first.line());
        }
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    boolean isEmptyList() {
        return node instanceof SequenceNode sequence && sequence.getValue().isEmpty();
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
