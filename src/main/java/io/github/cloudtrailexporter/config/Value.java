package io.github.cloudtrailexporter.config;

import static io.github.cloudtrailexporter.trail.PrintableText.escaped;
import static io.github.cloudtrailexporter.trail.PrintableText.quoted;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node with its path in the file. If it does not have the form that a method requires, the method reports a problem and
 * returns nothing.
 *
 * @param path for messages, as in {@code trails[0].region}; empty for the whole file
 */
record Value(String path, Node node, Problems problems) {

    /** The value of a scalar that matches this rule. */
    <T> Optional<T> as(Rule<T> rule) {
        if (!(node instanceof Node.Scalar scalar)) {
            rejectAs(rule.expected());
            return Optional.empty();
        }
        Optional<T> value = rule.parse().apply(scalar.text());
        boolean fits = scalar.isFilled() || rule.kinds().contains(scalar.kind());
        if (fits && value.isPresent()) {
            warn(scalar, rule.warning().apply(value.get()));
            return value;
        }
        reject("expected " + rule.expected() + mismatch(scalar) + hint(rule, scalar, value.isPresent()));
        return Optional.empty();
    }

    private void warn(Node.Scalar scalar, String warning) {
        if (!warning.isEmpty() && mayShow(scalar)) {
            problems.warn(node.place(), path + ": " + warning);
        }
    }

    private String mismatch(Node.Scalar scalar) {
        return scalar.isFilled()
                ? ", but ${" + String.join("} and ${", scalar.variables()) + "} contains something else"
                : ", found " + description(scalar);
    }

    /** @param readable whether the text matches the rule and only the kind is wrong */
    private String hint(Rule<?> rule, Node.Scalar scalar, boolean readable) {
        String hint = "";
        if (readable && scalar.kind() != Node.Kind.NOTHING) {
            hint = scalar.kind() == Node.Kind.TEXT ? "write it without quotes" : "write it in quotes";
        } else if (!readable && mayShow(scalar)) {
            hint = rule.hint().apply(scalar.text());
        }
        return hint.isEmpty() ? "" : "; " + hint;
    }

    // The value of a variable is never shown: it may be a secret, and it is not in the file.
    private boolean mayShow(Node.Scalar scalar) {
        return !scalar.isFilled() && !problems.isHidden(scalar.place());
    }

    private String description(Node.Scalar scalar) {
        if (scalar.kind() == Node.Kind.NOTHING) {
            return "nothing";
        }
        if (!mayShow(scalar)) {
            return "a value that is hidden because it may be a secret";
        }
        return scalar.kind() == Node.Kind.TEXT
                ? quoted(scalar.text())
                : scalar.kind().label + " " + escaped(scalar.text());
    }

    /** The items of a list. */
    List<Value> items(String expected) {
        if (!(node instanceof Node.Sequence sequence)) {
            rejectAs(expected);
            return List.of();
        }
        List<Value> items = new ArrayList<>();
        for (Node item : sequence.items()) {
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
        return path + " on line " + node.place().line();
    }

    /** The fields of a mapping; other keys are reported. */
    Optional<Fields> fields(List<String> keys) {
        return fields(keys, List.of());
    }

    /** The same for a format with some keys that are known but not supported. */
    Optional<Fields> fields(List<String> keys, List<String> unsupported) {
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(new Fields(this, mapping, keys, unsupported));
        }
        rejectAs("a mapping with some of the keys " + String.join(", ", keys));
        return Optional.empty();
    }

    /** The values by key of a mapping with arbitrary keys. */
    Map<String, Value> entries(String expected, Rule<String> keys) {
        if (!(node instanceof Node.Mapping mapping)) {
            rejectAs(expected);
            return Map.of();
        }
        if (mapping.entries().isEmpty()) {
            reject("expected " + expected + ", found an empty one");
        }
        Map<String, Value> values = new LinkedHashMap<>();
        for (Node.Entry entry : mapping.entries()) {
            put(entry, keys, values);
        }
        return values;
    }

    private void put(Node.Entry entry, Rule<String> keys, Map<String, Value> values) {
        Node.Scalar key = entry.key();
        if (keys.parse().apply(key.text()).isEmpty()) {
            problems.hide(key.place());
            problems.add(key.place(), path + ": expected " + keys.expected());
            return;
        }
        Value first = values.putIfAbsent(key.text(), new Value(path + "." + key.text(), entry.value(), problems));
        if (first != null) {
            problems.add(
                    key.place(),
                    path + ": duplicate key " + quoted(key.text()) + "; the first is on line "
                            + first.node.place().line());
        }
    }

    boolean isMapping() {
        return node instanceof Node.Mapping;
    }

    boolean isScalar() {
        return node instanceof Node.Scalar;
    }

    boolean isEmptyList() {
        return node instanceof Node.Sequence sequence && sequence.items().isEmpty();
    }

    void reject(String message) {
        if (!(node instanceof Node.Unreadable)) {
            problems.add(node.place(), path.isEmpty() ? message : path + ": " + message);
        }
    }

    private void rejectAs(String expected) {
        String found = node instanceof Node.Scalar scalar
                ? description(scalar)
                : node instanceof Node.Sequence ? "a list" : "a mapping";
        reject("expected " + expected + ", found " + found);
    }
}
