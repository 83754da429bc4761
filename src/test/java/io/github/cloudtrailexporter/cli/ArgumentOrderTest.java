package io.github.cloudtrailexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.Main;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentOrderTest {

    @ParameterizedTest
    @CsvSource({
        "status, status",
        "--config.file=a.yml status, status --config.file=a.yml",
        "--config.file a.yml status --output=json, status --config.file a.yml --output=json",
        "--demo status, status --demo",
        "--demo --log.level=warn, --demo --log.level=warn",
        "--config.file status, --config.file status",
        "--config.file status status, status --config.file status",
        "status healthcheck, status healthcheck",
        "--no-such-option status, status --no-such-option",
        "nonsense status, status nonsense"
    })
    void optionsGoBehindTheSubCommandAndTheirValuesAreNone(String given, String expected) {
        assertThat(ArgumentOrder.subCommandFirst(Main.commandLine().getCommandSpec(), given.split(" ")))
                .containsExactly(expected.split(" "));
    }
}
