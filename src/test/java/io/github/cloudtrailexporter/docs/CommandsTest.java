package io.github.cloudtrailexporter.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.cloudtrailexporter.CommandLines;
import io.github.cloudtrailexporter.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Command lines and configurations in the documents are valid. */
class CommandsTest {

    private static final Pattern COMMAND =
            Pattern.compile("java (?:-\\S+ )*-jar \\S*cloudtrail-exporter\\.jar((?: [A-Za-z0-9=./:_-]+)*)");

    private static final Pattern YAML = Pattern.compile("(?ms)^( *)```yaml\\n(.*?)^ *```");

    private static final Map<String, String> ENVIRONMENT = Map.of("EXTERNAL_ID", "an-external-id");

    static List<Path> pages() throws IOException {
        return LinksTest.pages();
    }

    @Test
    void readmeContainsCommands() throws IOException {
        assertThat(commands(Path.of("README.md"))).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandLineIsValid(Path page) throws IOException {
        assertThat(commands(page))
                .allSatisfy(arguments -> assertThatCode(() -> CommandLines.parse(arguments))
                        .as(String.join(" ", arguments))
                        .doesNotThrowAnyException());
    }

    private static List<String[]> commands(Path page) throws IOException {
        return COMMAND.matcher(Files.readString(page))
                .results()
                .map(match -> Stream.of(match.group(1).split(" ", -1))
                        .filter(word -> !word.isEmpty())
                        .toArray(String[]::new))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyConfigurationIsValid(Path page) throws IOException {
        assertThat(YAML.matcher(Files.readString(page)).results().map(CommandsTest::unindented))
                .filteredOn(yaml -> yaml.startsWith("discovery:") || yaml.startsWith("trails:"))
                .allSatisfy(yaml -> assertThatCode(() -> ConfigReader.read(page.toString(), yaml, ENVIRONMENT))
                        .doesNotThrowAnyException());
    }

    private static String unindented(MatchResult block) {
        return Pattern.compile("(?m)^" + block.group(1)).matcher(block.group(2)).replaceAll("");
    }
}
