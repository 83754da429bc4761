package io.github.cloudtrailexporter.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.commons.support.AnnotationSupport.findRepeatableAnnotations;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each row of docs/fault-matrix.md has a test with the row's number as a tag. */
class FaultMatrixTest {

    private static final Path CLASSES = Path.of(FaultMatrixTest.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath());
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z][0-9]+) \\| (.+) \\| (.+) \\|");

    private static final List<String> ROWS = new ArrayList<>();
    private static final Set<String> NOT_TESTED = new TreeSet<>();
    private static Set<String> tags;

    @BeforeAll
    static void read() throws IOException {
        for (String line : Files.readAllLines(Path.of("docs/fault-matrix.md"))) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                ROWS.add(row.group(1));
                if (row.group(3).startsWith("not tested: ")) {
                    NOT_TESTED.add(row.group(1));
                }
            }
        }
        tags = tags();
    }

    @Test
    void matrixHasItsRowsInOrder() {
        assertThat(ROWS)
                .containsExactlyElementsOf(Stream.of(rows("A", 42), rows("H", 24), rows("C", 24), rows("P", 18))
                        .flatMap(part -> part)
                        .toList());
    }

    @Test
    void everyRowHasATestOrAReason() {
        assertThat(ROWS)
                .allSatisfy(row -> assertThat(tags.contains(row))
                        .as("row %s: a test with @Tag(\"%s\"), or \"not tested: \" and a reason", row, row)
                        .isNotEqualTo(NOT_TESTED.contains(row)));
    }

    @Test
    void everyTagIsARowOfTheMatrix() {
        assertThat(ROWS).containsAll(tags);
    }

    private static Stream<String> rows(String part, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> part + number);
    }

    private static Set<String> tags() throws IOException {
        Set<String> tags = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            files.filter(file -> file.toString().endsWith(".class"))
                    .flatMap(file -> Stream.of(load(file).getDeclaredMethods()))
                    .flatMap((Method method) -> findRepeatableAnnotations(method, Tag.class).stream())
                    .map(Tag::value)
                    .filter(tag -> tag.matches("[AHCP][0-9]+"))
                    .forEach(tags::add);
        }
        return tags;
    }

    private static Class<?> load(Path file) {
        String name = CLASSES.relativize(file)
                .toString()
                .replaceFirst("\\.class$", "")
                .replace('/', '.');
        try {
            return Class.forName(name, false, FaultMatrixTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
