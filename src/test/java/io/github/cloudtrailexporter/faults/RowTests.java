package io.github.cloudtrailexporter.faults;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the tests that name rows. */
final class RowTests {

    private static final Path CLASSES = Path.of("target/test-classes");

    private RowTests() {}

    /** The tests of each row, as {@code Class.method}. */
    static Map<String, Set<String>> find() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            files.filter(file -> file.toString().endsWith(".class"))
                    .map(CLASSES::relativize)
                    .flatMap(file -> Stream.of(load(file).getDeclaredMethods()))
                    .filter(method -> method.isAnnotationPresent(Row.class))
                    .forEach(method -> {
                        for (String row : method.getAnnotation(Row.class).value()) {
                            tests.computeIfAbsent(row, id -> new TreeSet<>()).add(nameOf(method));
                        }
                    });
        }
        return tests;
    }

    private static Class<?> load(Path file) {
        String name = file.toString().replaceFirst("\\.class$", "").replace('/', '.');
        try {
            return Class.forName(name, false, RowTests.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String nameOf(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
