package io.github.cloudtrailexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ConfigOptionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--config.check --config.file=",
                "--config.file=",
                "status --config.file=",
                "iam-policy --config.file="
            })
    void emptyConfigFileIsWrongUsageWithAnExplanation(String arguments) {
        assertThat(wrongUsage(arguments))
                .startsWith("--config.file= is empty: expected a file, as in --config.file=config.yml\n");
    }

    @Test
    void theServerCannotBeConfiguredByTheStandardInput() {
        assertThat(wrongUsage("--config.file=/dev/stdin"))
                .startsWith(
                        "--config.file=/dev/stdin: only with --config.check, because a reload reads the file again\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--log.level=trace | [debug, info, warn, error]",
                "status --log.level=off | [debug, info, warn, error]",
                "--log.format=xml | [logfmt, json]",
                "status --output=xml | [table, json]"
            })
    void aValueThatIsNoneOfThePossibleOnesIsWrongUsageThatListsThem(String arguments, String possible) {
        assertThat(wrongUsage(arguments))
                .startsWith("Invalid value for option '--")
                .contains("': expected one of " + possible + " (case-insensitive) but was '");
    }

    private static String wrongUsage(String arguments) {
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(err, true));
        assertThat(command.execute(arguments.split(" ", -1))).isEqualTo(CommandLine.ExitCode.USAGE);
        return err.toString();
    }
}
