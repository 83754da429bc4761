package io.github.cloudtrailexporter.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders of good and bad files; the expected result of each is in a text file of the same name. */
final class ConfigFolders {

    /** The prefix of all secrets in the tests, which no message may contain. */
    static final String SECRET = "hunter2";

    private static final Path RESOURCES = Path.of("src/test/resources");

    private ConfigFolders() {}

    static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file whose discovery entries need no Regions. */
    static ExporterConfig read(Path file, Map<String, String> environment) throws ConfigException {
        return ConfigReader.read(file, environment, aws -> Optional.of(""));
    }

    static String expected(Path file) throws IOException {
        return Files.readString(Path.of(file.toString().replaceFirst("\\.yml$", ".txt")))
                .stripTrailing();
    }

    /** The message with the file name relative to its folder. */
    static String message(ConfigException e, Path file) {
        return e.getMessage().replace(file.getParent() + "/", "");
    }
}
