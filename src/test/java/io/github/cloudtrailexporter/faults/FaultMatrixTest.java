package io.github.cloudtrailexporter.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.cloudtrailexporter.faults.FaultMatrix.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No row of the matrix is forgotten, and the published table tells what is there. */
class FaultMatrixTest {

    private static final Map<String, Integer> ROWS = Map.of("A", 42, "H", 24, "C", 24, "P", 18);
    private static final String REFRESH =
            "refresh it by a full run: ./mvnw clean verify -Dfault.matrix.update=docs/reliability.md";

    private static FaultMatrix matrix;

    @BeforeAll
    static void read() throws IOException {
        matrix = FaultMatrix.read();
    }

    @Test
    void theMatrixHasItsRowsInTheirOrder() {
        List<String> expected = Stream.of("A", "H", "C", "P")
                .flatMap(part -> IntStream.rangeClosed(1, ROWS.get(part)).mapToObj(number -> part + number))
                .toList();

        assertThat(matrix.rows()).extracting(Fault::id).isEqualTo(expected);
    }

    @Test
    void everyRowIsProvedOrLeftOutWithAReason() {
        assertThat(matrix.rows())
                .allSatisfy(row -> assertThat(matrix.testsOf(row).isEmpty())
                        .as("%s: either a test with @Row(\"%s\"), or a reason why there is none", row, row.id())
                        .isEqualTo(row.leftOut().isPresent()));
    }

    @Test
    void noTestNamesARowThatIsNotThere() {
        assertThat(matrix.rows().stream().map(Fault::id))
                .containsAll(matrix.tests().keySet());
    }

    @Test
    void theTableInTheDocumentIsThatOfTheseTests() throws IOException {
        assumeFalse(FaultMatrix.isBeingPublished(), "the table is being made");
        List<String> published = TableInDocument.of(Files.readString(Path.of("docs/reliability.md")))
                .lines()
                .skip(2)
                .toList();

        assertThat(published).as(REFRESH).hasSameSizeAs(matrix.rows());
        for (int i = 0; i < published.size(); i++) {
            assertThat(published.get(i))
                    .as(REFRESH)
                    .startsWith(matrix.beginning(matrix.rows().get(i)));
        }
    }

    @Test
    void noPublishedResultIsAFailure() throws IOException {
        assumeFalse(FaultMatrix.isBeingPublished(), "the table is being made");
        String results = TableInDocument.of(Files.readString(Path.of("docs/reliability.md")))
                .lines()
                .skip(2)
                .map(line -> line.substring(line.lastIndexOf("| ", line.length() - 3)))
                .collect(Collectors.joining("\n"));

        assertThat(results).as(REFRESH).doesNotContain("**failed**");
    }
}
