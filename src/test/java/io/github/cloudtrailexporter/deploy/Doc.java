package io.github.cloudtrailexporter.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A YAML or JSON document, or a part of one. */
record Doc(Object value) {

    static Doc read(Path file) {
        try {
            return all(Files.readString(file)).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All documents of a stream that are not empty. */
    static List<Doc> all(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(text);
        return StreamSupport.stream(documents.spliterator(), false)
                .filter(Objects::nonNull)
                .map(Doc::new)
                .toList();
    }

    /**
     * The value at the path.
     *
     * @param path keys, and numbers for the elements of lists
     */
    Doc get(Object... path) {
        Object at = value;
        for (Object step : path) {
            Object next = step instanceof Integer index ? list(at).get(index) : map(at).get(step);
            if (next == null) {
                throw new AssertionError("there is no " + List.of(path) + " in " + value);
            }
            at = next;
        }
        return new Doc(at);
    }

    boolean has(String key) {
        return map(value).get(key) != null;
    }

    String text(Object... path) {
        return get(path).value().toString();
    }

    List<Doc> items(Object... path) {
        return list(get(path).value()).stream().map(Doc::new).toList();
    }

    List<String> texts(Object... path) {
        return items(path).stream().map(item -> item.value().toString()).toList();
    }

    Map<String, Object> fields(Object... path) {
        return map(get(path).value());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        if (!(node instanceof Map<?, ?>)) {
            throw new AssertionError("no mapping: " + node);
        }
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object node) {
        if (!(node instanceof List<?>)) {
            throw new AssertionError("no list: " + node);
        }
        return (List<Object>) node;
    }
}
