package io.github.cloudtrailexporter.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows, the tests that name them, and the table of both.
 *
 * @param tests the tests of each row, as {@code Class.method}
 */
record FaultMatrix(List<Fault> rows, Map<String, Set<String>> tests) {

    private static final Path ROWS = Path.of("src/test/resources/faults/matrix.txt");
    private static final Path TABLE = Path.of("target/fault-matrix.md");

    /** Names a document whose table is to be replaced by this run's. */
    private static final String UPDATE = "fault.matrix.update";

    private static final String HEAD = """
            | Row | Fault | What the exporter does | Proved by | Result |
            |---|---|---|---|---|
            """;

    /**
     * A row.
     *
     * @param id for example {@code A1}
     * @param leftOut why there is no test for it, if there is none
     */
    record Fault(String id, String fault, String promise, Optional<String> leftOut) {
        private static Fault of(String line) {
            List<String> cells =
                    Stream.of(line.split(" \\| ", -1)).map(String::strip).toList();
            if (cells.size() < 3 || cells.size() > 4) {
                throw new IllegalArgumentException("no row of the matrix: " + line);
            }
            return new Fault(
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    cells.stream().skip(3).findFirst());
        }
    }

    static boolean isBeingPublished() {
        return System.getProperty(UPDATE) != null;
    }

    static FaultMatrix read() throws IOException {
        List<Fault> rows = Files.readAllLines(ROWS).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Fault::of)
                .toList();
        return new FaultMatrix(rows, RowTests.find());
    }

    /** The tests of this row. */
    Set<String> testsOf(Fault row) {
        return tests.getOrDefault(row.id(), Set.of());
    }

    /** What does not change from run to run: all cells of a row but the last, its result. */
    String beginning(Fault row) {
        String proof = row.leftOut()
                .map(reason -> "left out: " + reason)
                .orElseGet(() ->
                        testsOf(row).stream().map(test -> "`" + test + "`").collect(Collectors.joining(", ")));
        return "| " + String.join(" | ", row.id(), row.fault(), row.promise(), proof) + " |";
    }

    void write() throws IOException {
        String table = table(Results.read());
        Files.writeString(TABLE, table);
        Optional<String> document = Optional.ofNullable(System.getProperty(UPDATE));
        if (document.isPresent()) {
            Path path = Path.of(document.get());
            Files.writeString(path, TableInDocument.replace(Files.readString(path), table));
        }
    }

    private String table(Results results) {
        return HEAD
                + rows.stream()
                        .map(row -> beginning(row) + " " + result(row, results) + " |\n")
                        .collect(Collectors.joining());
    }

    private String result(Fault row, Results results) {
        if (row.leftOut().isPresent()) {
            return "";
        }
        String figures = String.join("; ", results.figures(row.id()));
        return (results.of(testsOf(row)) + (figures.isEmpty() ? "" : "; " + figures)).replace('|', '/');
    }
}
