package io.github.cloudtrailexporter.cloudtemplates;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Policies in a normal form: to IAM a value and a list with only this value are equal. */
final class Policies {

    private Policies() {}

    /** The statements of a policy, with unordered lists sorted. */
    static Object normal(Object policy) {
        if (policy instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, value) -> sorted.put(String.valueOf(key), normal(value)));
            return sorted;
        }
        if (policy instanceof Collection<?> many) {
            return many.stream().allMatch(String.class::isInstance) ? strings(many) : objects(many);
        }
        return policy;
    }

    private static Object strings(Collection<?> many) {
        return many.size() == 1 ? many.iterator().next() : new TreeSet<>(many);
    }

    private static List<Object> objects(Collection<?> many) {
        return many.stream().map(Policies::normal).toList();
    }
}
