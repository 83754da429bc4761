package io.github.cloudtrailexporter.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cloudtrailexporter.CommandLines;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ConfigReader;
import io.github.cloudtrailexporter.config.WebConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference lists exactly the keys and options of the program. The expected ones come from the program itself. */
class ConfigurationReferenceTest {

    private static final Path REFERENCE = Path.of("docs/configuration.md");

    /** The message of the readers for an unknown key. */
    private static final Pattern KNOWN =
            Pattern.compile("unknown key \"qqqqqqqq\"(?: in ([^;]+))?; expected (?:one of )?([^\\n^]+)");

    /** An unknown key in every mapping of the file. */
    private static final String EVERY_MAPPING = """
            qqqqqqqq: 1
            trails:
              - {qqqqqqqq: 1}
            discovery:
              - qqqqqqqq: 1
                organization: {qqqqqqqq: 1}
            poll: {qqqqqqqq: 1}
            aws: {qqqqqqqq: 1}
            """;

    private static final String EVERY_WEB_MAPPING = """
            qqqqqqqq: 1
            tls_server_config: {qqqqqqqq: 1}
            http_server_config:
              qqqqqqqq: 1
              headers: {qqqqqqqq: 1}
            """;

    @TempDir
    private Path folder;

    @Test
    void referenceListsExactlyTheKeysOfTheReader() throws IOException {
        ConfigException refused =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.read("test", EVERY_MAPPING, Map.of()));

        assertThat(rows("## The file").keySet()).isEqualTo(known(refused));
    }

    @Test
    void referenceListsExactlyTheKeysOfTheWebConfiguration() throws IOException {
        Path file = Files.writeString(folder.resolve("web.yml"), EVERY_WEB_MAPPING);

        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> WebConfigReader.read(file));

        assertThat(rows("## The web configuration").keySet()).isEqualTo(known(refused));
    }

    @Test
    void referenceListsTheUnsupportedKeysOfTheWebConfiguration() throws IOException {
        String documented = section("## The web configuration").split("Not supported: ", 2)[1];
        Path file = Files.writeString(
                folder.resolve("web.yml"),
                "rate_limit: 1\ntls_server_config:\n"
                        + names(documented).stream()
                                .filter(name -> !name.matches("rate_limit|tls_server_config"))
                                .map(name -> "  " + name + ": x\n")
                                .collect(Collectors.joining()));

        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> WebConfigReader.read(file));

        assertThat(refused.problems().stream().map(Object::toString).filter(it -> it.contains("not supported")))
                .hasSize(names(documented).size() - 1);
    }

    @Test
    void referenceListsExactlyTheOptionsOfEachCommand() throws IOException {
        Map<String, Set<String>> documented = new TreeMap<>();
        Set<String> all = CommandLines.options().values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        rows("## The command line").forEach((key, cells) -> {
            if (key.startsWith("--")) {
                String of = cells.get(1).strip();
                documented.put(key, of.equals("all") ? all : commands(of));
            }
        });

        assertThat(documented).isEqualTo(CommandLines.options());
    }

    private static Set<String> commands(String cell) {
        return Stream.of(cell.replace("`", "").split(", ", -1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void referenceListsEveryCommand() throws IOException {
        Set<String> commands = CommandLines.options().values().stream()
                .flatMap(Set::stream)
                .filter(name -> !name.equals("server"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rows("## The command line").keySet().stream().filter(key -> !key.startsWith("--")))
                .containsExactlyInAnyOrderElementsOf(commands);
    }

    /** The keys in the messages, as paths: {@code trails[].name} for a key of the first trail. */
    private static Set<String> known(ConfigException refused) {
        Set<String> keys = new TreeSet<>();
        for (Object problem : refused.problems()) {
            for (MatchResult match : KNOWN.matcher(problem.toString()).results().toList()) {
                String parent = match.group(1) == null ? "" : match.group(1).replaceAll("\\[\\d+]", "[]") + ".";
                for (String key : match.group(2).split(", ", -1)) {
                    keys.add(parent + key.strip());
                }
            }
        }
        return keys;
    }

    /** The rows of a section's tables, by the code in their first cells. */
    private static Map<String, List<String>> rows(String heading) throws IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        section(heading).lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            List<String> cells = List.of(line.substring(1).split("\\|", -1));
            rows.put(cells.get(0).strip().replace("`", ""), cells);
        });
        return rows;
    }

    private static String section(String heading) throws IOException {
        String text = Files.readString(REFERENCE).split(Pattern.quote(heading + "\n"), 2)[1];
        return text.split("\n## ", 2)[0];
    }

    private static Set<String> names(String text) {
        return Pattern.compile("`([a-z_]+)`")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
