package io.github.cloudtrailexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cloudtrailexporter.Main;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class OptionsBeforeSubcommandTest {

    @ParameterizedTest
    @CsvSource({
        "status, status, ",
        "--config.file=a.yml status, status, a.yml",
        "--config.file a.yml status --output=json, status, a.yml",
        "status --config.file=a.yml, status, a.yml",
        "--config.file=a.yml status --config.file=b.yml, status, b.yml",
        "--config.file=a.yml iam-policy, iam-policy, a.yml",
        "--demo --log.level=warn, cloudtrail-exporter, ",
        "--config.file status, cloudtrail-exporter, status",
        "--config.file status status, status, status"
    })
    void anOptionAppliesToTheSubcommandBehindIt(String given, String command, String file) {
        CommandLine.ParseResult parsed = parse(given);

        assertThat(parsed.commandSpec().name()).isEqualTo(command);
        assertThat(value(parsed, "--config.file").map(Object::toString)).isEqualTo(Optional.ofNullable(file));
    }

    @Test
    void aFlagAppliesToTheSubcommandBehindIt() {
        assertThat(option(parse("--demo status"), "--demo")).isEqualTo(true);
        assertThat(option(parse("status"), "--demo")).isEqualTo(false);
    }

    @Test
    void theHealthcheckTakesTheOptionsOfTheServer() {
        CommandLine.ParseResult parsed =
                parse("--config.file=a.yml --web.listen-address=:1234 --timeout-offset=1 healthcheck");

        assertThat(option(parsed, "--web.listen-address")).isEqualTo(":1234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--no-such-option status", "nonsense status", "status healthcheck", "status --no-such-option"})
    void whatIsNoOptionAndNoSubcommandIsWrongUsage(String given) {
        assertThatThrownBy(() -> parse(given)).isInstanceOf(CommandLine.ParameterException.class);
    }

    private static CommandLine.ParseResult parse(String given) {
        CommandLine.ParseResult parsed = Main.commandLine().parseArgs(given.split(" ", -1));
        return parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    }

    private static Optional<?> value(CommandLine.ParseResult parsed, String name) {
        return (Optional<?>) option(parsed, name);
    }

    private static Object option(CommandLine.ParseResult parsed, String name) {
        return parsed.commandSpec().findOption(name).getValue();
    }
}
