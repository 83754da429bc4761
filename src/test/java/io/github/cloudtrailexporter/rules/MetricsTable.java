package io.github.cloudtrailexporter.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of metrics in the README, which another test compares with the exporter's metrics. */
final class MetricsTable {

    private static final Path README = Path.of("README.md");
    private static final Pattern QUOTED = Pattern.compile("`([a-z0-9_]+)`");

    private MetricsTable() {}

    static Set<String> names() {
        return rows().map(row -> quoted(row[1])).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The labels of all metrics, including those of every series of a trail and those that Prometheus adds. */
    static Set<String> labels() {
        Set<String> labels = new TreeSet<>(Set.of("aws_account_id", "aws_region", "home_region", "trail", "instance"));
        rows().map(row -> quoted(row[2])).forEach(labels::addAll);
        return labels;
    }

    private static Stream<String[]> rows() {
        try {
            return Files.readString(README)
                    .lines()
                    .filter(line -> line.startsWith("| `cloudtrail_"))
                    .map(line -> line.split("\\|", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> quoted(String cell) {
        return QUOTED.matcher(cell)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
