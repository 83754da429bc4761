package io.github.cloudtrailexporter.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node, and the way to it from the top of the file. Asked for something it is not, it collects a problem and gives
 * nothing.
 *
 * @param path for people, as in {@code trails[0].region}; empty for the whole file
 */
record Value(String path, Node node, Problems problems) {

    /** A scalar that obeys this rule. */
    <T> Optional<T> as(Rule<T> rule) {
        if (!(node instanceof Node.Scalar scalar)) {
            refuseAs(rule.expected());
            return Optional.empty();
        }
        boolean written = scalar.variables().isEmpty();
        boolean fits = !written || rule.kinds().contains(scalar.kind());
        Optional<T> value = rule.parse().apply(scalar.text());
        if (fits && value.isPresent()) {
            return value;
        }
        String hint = value.isPresent() ? unfit(scalar) : rule.hint().apply(scalar.text());
        refuse(mismatch(scalar, rule.expected()) + (hint.isEmpty() || !mayShow(scalar) ? "" : "; " + hint));
        return Optional.empty();
    }

    // Never the value of a variable: it may be a secret, and it is not what stands in the file.
    private static String unfit(Node.Scalar scalar) {
        return scalar.kind() == Node.Kind.TEXT ? "write it without quotes" : "write it in quotes";
    }

    private String mismatch(Node.Scalar scalar, String expected) {
        if (!scalar.variables().isEmpty()) {
            return "expected " + expected + ", which ${" + String.join("} and ${", scalar.variables())
                    + "} did not hold";
        }
        return "expected " + expected + ", found " + words(scalar);
    }

    private boolean mayShow(Node.Scalar scalar) {
        return scalar.variables().isEmpty() && !problems.isHidden(scalar.place());
    }

    private String words(Node.Scalar scalar) {
        return switch (scalar.kind()) {
            case NOTHING -> "nothing";
            case TEXT -> mayShow(scalar) ? Quote.of(scalar.text()) : "something else (a secret, not shown)";
            default -> scalar.kind().words + (mayShow(scalar) ? " " + scalar.text() : " of a secret, not shown");
        };
    }

    /** Its items, if it is a list. */
    List<Value> items(String expected) {
        if (!(node instanceof Node.Sequence sequence)) {
            refuseAs(expected);
            return List.of();
        }
        List<Value> items = new ArrayList<>();
        for (Node item : sequence.items()) {
            items.add(new Value(path + "[" + items.size() + "]", item, problems));
        }
        return items;
    }

    /** Its items, if it is a list, each as this rule reads it, and none of them twice. */
    <T> List<T> distinct(String expected, Rule<T> rule) {
        Map<T, Value> seen = new LinkedHashMap<>();
        for (Value item : items(expected)) {
            item.as(rule).ifPresent(value -> {
                Value first = seen.putIfAbsent(value, item);
                if (first != null) {
                    item.refuse("the same as " + first.where());
                }
            });
        }
        return List.copyOf(seen.keySet());
    }

    /** For people: the path and the line. */
    String where() {
        return path + " on line " + node.place().line();
    }

    /** Its fields, if it is a mapping; other keys than these are reported. */
    Optional<Fields> fields(String... keys) {
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(new Fields(this, mapping, List.of(keys)));
        }
        refuseAs("a mapping with " + (keys.length == 1 ? "the key " : "some of the keys ") + String.join(", ", keys));
        return Optional.empty();
    }

    /** Its values by key, if it is a mapping whose keys are the user's own. */
    Map<String, Value> entries(String expected, Rule<String> keys) {
        if (!(node instanceof Node.Mapping mapping)) {
            refuseAs(expected);
            return Map.of();
        }
        if (mapping.entries().isEmpty()) {
            refuse("expected " + expected + ", found an empty one");
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
                    path + ": duplicate key " + Quote.of(key.text()) + "; the first is on line "
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

    void refuse(String message) {
        if (!(node instanceof Node.Unreadable)) {
            problems.add(node.place(), path.isEmpty() ? message : path + ": " + message);
        }
    }

    private void refuseAs(String expected) {
        String found = node instanceof Node.Scalar scalar
                ? words(scalar)
                : node instanceof Node.Sequence ? "a list" : "a mapping";
        refuse("expected " + expected + ", found " + found);
    }
}
