package io.github.cloudtrailexporter.dashboards;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A value of a JSON or YAML text, read without a binding. Missing values are empty. */
record Json(Object value) {

    /** JSON is also YAML; a duplicate key is an error. */
    static Json parse(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(64 * 1024 * 1024);
        return new Json(new Yaml(new SafeConstructor(options)).load(text));
    }

    boolean isObject() {
        return value instanceof Map;
    }

    boolean isNull() {
        return value == null;
    }

    boolean has(String key) {
        return value instanceof Map<?, ?> map && map.containsKey(key);
    }

    Json get(String key) {
        return new Json(value instanceof Map<?, ?> map ? map.get(key) : null);
    }

    List<Json> list(String key) {
        return get(key).items();
    }

    List<Json> items() {
        return value instanceof Collection<?> items
                ? items.stream().map(Json::new).toList()
                : List.of();
    }

    List<String> keys() {
        return value instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    String text() {
        return value == null ? "" : value.toString();
    }

    String text(String key) {
        return get(key).text();
    }

    int number(String key) {
        return ((Number) get(key).value()).intValue();
    }

    double decimal(String key) {
        return ((Number) get(key).value()).doubleValue();
    }

    /** This value and everything in it. */
    Stream<Json> everything() {
        Stream<?> inside = Stream.empty();
        if (value instanceof Map<?, ?> map) {
            inside = map.values().stream();
        } else if (value instanceof Collection<?> items) {
            inside = items.stream();
        }
        return Stream.concat(Stream.of(this), inside.map(Json::new).flatMap(Json::everything));
    }
}
