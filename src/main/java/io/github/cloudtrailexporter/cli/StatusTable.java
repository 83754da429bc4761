package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.trail.Age;
import io.github.cloudtrailexporter.trail.Delivery;
import io.github.cloudtrailexporter.trail.Destination;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.PrintableText;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailHealth;
import io.github.cloudtrailexporter.trail.TrailHealth.State;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailOutcome.Observed;
import io.github.cloudtrailexporter.trail.TrailReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A snapshot as a table for a terminal, the worst first. */
final class StatusTable {

    private static final List<String> HEAD =
            List.of("STATE", "ACCOUNT", "REGION", "TRAIL", "LAST LOG FILE", "IN WORDS");

    private final boolean color;

    StatusTable(boolean color) {
        this.color = color;
    }

    private record Row(State state, List<String> cells) {}

    String of(Snapshot snapshot, Instant now) {
        List<Row> rows = snapshot.trails().stream()
                .map(report -> row(report, now))
                .sorted(Comparator.comparing(Row::state))
                .toList();
        StringBuilder text = new StringBuilder();
        List<Integer> widths = widths(rows);
        line(text, HEAD, widths, "", "");
        rows.forEach(row -> line(text, row.cells(), widths, begin(row.state()), end()));
        snapshot.discoveries()
                .forEach(report -> report.failure()
                        .ifPresent(failure -> text.append(place(report))
                                .append(": trails could not be looked for: ")
                                .append(failure)
                                .append('\n')));
        return text.append('\n').append(summary(rows)).append('\n').toString();
    }

    private static String place(DiscoveryReport report) {
        String account = report.accountId().isEmpty() ? "unknown account" : report.accountId();
        return account + " " + report.awsRegion();
    }

    private static Row row(TrailReport report, Instant now) {
        TrailHealth health = TrailHealth.of(report, now);
        TrailKey key = report.key();
        String account = key.accountId().isEmpty() ? "unknown" : key.accountId();
        String named = report.accountName().isEmpty() ? account : account + " " + report.accountName();
        List<String> cells = List.of(
                health.state().title(),
                PrintableText.of(named),
                key.awsRegion(),
                key.trail(),
                lastLogFile(report, now),
                PrintableText.of(health.message()));
        return new Row(health.state(), cells);
    }

    private static String lastLogFile(TrailReport report, Instant now) {
        if (!(report.outcome() instanceof Observed observed)) {
            return "?";
        }
        Optional<Instant> latest =
                Optional.of(observed.status().delivery(Destination.S3)).flatMap(Delivery::latest);
        return latest.map(at -> Age.format(Age.of(at, now)) + " ago").orElse("never");
    }

    private static List<Integer> widths(List<Row> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < HEAD.size(); column++) {
            int at = column;
            int widest = rows.stream()
                    .mapToInt(row -> row.cells().get(at).length())
                    .max()
                    .orElse(0);
            widths.add(Math.max(widest, HEAD.get(column).length()));
        }
        return widths;
    }

    private static void line(StringBuilder text, List<String> cells, List<Integer> widths, String begin, String end) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(column == 0 ? begin + cell + end : cell);
            line.append(" ".repeat(widths.get(column) - cell.length() + 2));
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private String begin(State state) {
        if (!color) {
            return "";
        }
        return switch (state) {
            case HEALTHY -> "\u001b[32m";
            case UNKNOWN, STALE, CLOUDWATCH_LOGS_STALE, NOTIFICATIONS_STALE -> "\u001b[33m";
            default -> "\u001b[31m";
        };
    }

    private String end() {
        return color ? "\u001b[0m" : "";
    }

    private static String summary(List<Row> rows) {
        Map<State, Long> counts =
                rows.stream().collect(Collectors.groupingBy(Row::state, java.util.TreeMap::new, Collectors.counting()));
        String by = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().title().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(", "));
        return rows.isEmpty() ? "No trails." : by;
    }
}
