package io.github.cloudtrailexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cloudtrailexporter.docs.InvalidFileRows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code config/good} has the values in its text file, every file of {@code config/bad} the message. */
class ConfigFilesTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "EXTERNAL_ID", "hunter2-external-id",
            "SECRET", "hunter2 is not valid anywhere",
            "EMPTY", "",
            "NESTED", "${SECRET}",
            "TRAIL", "management",
            "REGION", "eu-west-1",
            "ACCOUNT", "111122223333",
            "TIMEOUT", "5s",
            "CONCURRENCY", "8");

    static List<Path> good() {
        return ConfigFolders.files("config/good");
    }

    static List<Path> bad() {
        return ConfigFolders.files("config/bad");
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodFileIsReadAsItsTextFileSays(Path file) throws Exception {
        ExporterConfig config = ConfigFolders.read(file, ENVIRONMENT);

        assertThat(lines(config)).isEqualTo(ConfigFolders.expected(file));
    }

    @ParameterizedTest
    @MethodSource("good")
    void secretsOfAGoodFileAreNotInItsText(Path file) throws Exception {
        ExporterConfig config = ConfigFolders.read(file, ENVIRONMENT);

        assertThat(config.toString()).doesNotContain(ConfigFolders.SECRET);
    }

    @ParameterizedTest
    @MethodSource("bad")
    @InvalidFileRows
    void badFileIsRejectedWithTheMessageInItsTextFile(Path file) throws Exception {
        ConfigException rejected =
                catchThrowableOfType(ConfigException.class, () -> ConfigFolders.read(file, ENVIRONMENT));

        assertThat(ConfigFolders.message(rejected, file)).isEqualTo(ConfigFolders.expected(file));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void secretsOfABadFileAreNotInTheMessage(Path file) {
        ConfigException rejected =
                catchThrowableOfType(ConfigException.class, () -> ConfigFolders.read(file, ENVIRONMENT));

        assertThat(rejected.problems().toString()).doesNotContain(ConfigFolders.SECRET);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void everyProblemOfABadFileHasItsPlace(Path file) {
        ConfigException rejected =
                catchThrowableOfType(ConfigException.class, () -> ConfigFolders.read(file, ENVIRONMENT));

        assertThat(rejected.problems())
                .allMatch(problem ->
                        problem.matches("(?s)" + Pattern.quote(file.toString()) + ":[1-9]\\d*:[1-9]\\d*: .*\\^.*")
                                || problem.matches("... and [0-9]+ more problems"));
    }

    private static String lines(ExporterConfig config) {
        Stream<Object> rest = Stream.of("every " + config.discoveryInterval(), config.poll(), config.aws());
        return Stream.of(config.trails().stream(), config.discovery().stream(), rest)
                .flatMap(part -> part)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }
}
