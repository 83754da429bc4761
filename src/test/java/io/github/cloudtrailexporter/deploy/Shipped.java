package io.github.cloudtrailexporter.deploy;

import io.github.cloudtrailexporter.CommandLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the repository with which deployment files must agree. */
final class Shipped {

    static final Path RULES = Path.of("prometheus", "cloudtrail.rules.yml");
    static final Path DASHBOARDS = Path.of("grafana", "dashboards");
    static final Path DEPLOY = Path.of("deploy");
    static final Path CHART = DEPLOY.resolve("helm/cloudtrail-exporter");
    static final String JOB = "cloudtrail-exporter";

    private static final Pattern VERSION =
            Pattern.compile("<artifactId>cloudtrail-exporter</artifactId>\\s*" + "<version>([^<]+)</version>");

    private Shipped() {}

    static String version() throws IOException {
        Matcher matcher = VERSION.matcher(Files.readString(Path.of("pom.xml")));
        if (!matcher.find()) {
            throw new AssertionError("pom.xml does not say the version");
        }
        return matcher.group(1);
    }

    static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** The options of a command line that the command does not have. */
    static List<String> unknownOptions(String command, List<String> words) {
        Set<String> known = CommandLines.options().entrySet().stream()
                .filter(option -> option.getValue().contains(command))
                .map(Map.Entry::getKey)
                .map(option -> option.split("=", 2)[0])
                .collect(Collectors.toSet());
        return words.stream()
                .filter(word -> word.startsWith("--"))
                .filter(word -> !known.contains(word.split("=", 2)[0]))
                .toList();
    }
}
