package io.github.cloudtrailexporter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.trail.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TroubleshootingTest {

    private static final Path PAGE = Path.of("docs/troubleshooting.md");

    @Test
    void everyReasonHasASectionAndThereIsNoOther() throws IOException {
        List<String> documented = Pattern.compile("(?m)^### `([a-z_]+)`$")
                .matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(FailureReason.values())
                        .map(FailureReason::label)
                        .toList());
    }
}
