package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.trail.Age;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.PrintableText;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailHealth;
import io.github.cloudtrailexporter.trail.TrailHealth.State;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Prints a snapshot as a table, the worst state first. */
final class StatusTable {

    private static final List<String> HEAD = List.of("STATE", "ACCOUNT", "REGION", "TRAIL", "LAST LOG FILE", "DETAILS");

    private StatusTable() {}

    private record Row(State state, List<String> cells) {}

    static String of(Snapshot snapshot, Instant now) {
        List<Row> rows = snapshot.trails().stream()
                .map(report -> row(report, now))
                .sorted(Comparator.comparing(Row::state))
                .toList();
        String format = format(rows);
        StringBuilder text = new StringBuilder(line(format, HEAD));
        rows.forEach(row -> text.append(colored(row.state(), line(format, row.cells()))));
        for (DiscoveryReport report : snapshot.discoveries()) {
            String account = report.accountId().isEmpty() ? "unknown account" : report.accountId();
            report.failure()
                    .ifPresent(failure -> text.append(
                            account + " " + report.awsRegion() + ": trail discovery failed: " + failure + "\n"));
        }
        snapshot.unrecordedAccounts()
                .forEach(account -> text.append(account.accountId()
                        + ": no trail records all write management events in "
                        + String.join(", ", account.regions()) + "\n"));
        return text + "\n" + summary(snapshot, rows) + "\n";
    }

    private static Row row(TrailReport report, Instant now) {
        TrailHealth health = TrailHealth.of(report, now);
        TrailKey key = report.key();
        String account = key.accountId().isEmpty() ? "unknown" : key.accountId();
        String note = report.selectors().note();
        List<String> cells = List.of(
                health.state().title(),
                PrintableText.of((account + " " + report.accountName()).strip()),
                key.awsRegion(),
                key.trail(),
                lastLogFile(report, now),
                PrintableText.of(health.message() + (note.isEmpty() ? "" : ". " + note)));
        return new Row(health.state(), cells);
    }

    private static String lastLogFile(TrailReport report, Instant now) {
        if (!(report.outcome() instanceof Observed observed)) {
            return "?";
        }
        Optional<Instant> latest = observed.status().delivery(Destination.S3).latest();
        return latest.map(at -> Age.format(Duration.between(at, now)) + " ago").orElse("never");
    }

    /** Each column as wide as its widest cell. */
    private static String format(List<Row> rows) {
        StringBuilder format = new StringBuilder();
        for (int i = 0; i < HEAD.size(); i++) {
            int width = HEAD.get(i).length();
            for (Row row : rows) {
                width = Math.max(width, row.cells().get(i).length());
            }
            format.append("%-").append(width).append("s  ");
        }
        return format.toString();
    }

    private static String line(String format, List<String> cells) {
        return format.formatted(cells.toArray()).stripTrailing() + "\n";
    }

    private static String colored(State state, String line) {
        String color =
                switch (state) {
                    case HEALTHY -> "green";
                    case UNKNOWN, STALE, CLOUDWATCH_LOGS_STALE, NOTIFICATIONS_STALE -> "yellow";
                    default -> "red";
                };
        // The other cells contain text from outside, which is not markup.
        int end = state.title().length();
        return Ansi.AUTO.string("@|" + color + " " + line.substring(0, end) + "|@") + line.substring(end);
    }

    /** A trail has a status in each Region in which it is polled. */
    private static String summary(Snapshot snapshot, List<Row> rows) {
        if (rows.isEmpty()) {
            return "No trails.";
        }
        long trails = snapshot.trails().stream()
                .map(TrailReport::key)
                .map(key -> List.of(key.accountId(), key.homeRegion(), key.trail()))
                .distinct()
                .count();
        String size = (trails == 1 ? "1 trail" : trails + " trails")
                + (trails == rows.size() ? "" : " with " + rows.size() + " Regional statuses");
        Map<State, Long> counts =
                rows.stream().collect(Collectors.groupingBy(Row::state, TreeMap::new, Collectors.counting()));
        return size
                + counts.entrySet().stream()
                        .map(count ->
                                count.getValue() + " " + count.getKey().title().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ", ": ", ""));
    }
}
