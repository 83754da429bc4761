package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.PrintableText;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailHealth;
import io.github.cloudtrailexporter.trail.TrailHealth.State;
import io.github.cloudtrailexporter.trail.TrailReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One trail in all the Regions it is polled in.
 *
 * @param rows at least one
 */
record TrailGroup(List<TrailRow> rows) {

    /** The Regions of a trail that have the very same problem. */
    record Problem(List<Issue> issues, List<TrailRow> rows) {}

    /** All trails of a snapshot, the worst first. */
    static List<TrailGroup> of(Snapshot snapshot, Instant now) {
        Map<List<String>, List<TrailRow>> byTrail = snapshot.trails().stream()
                .map(report -> new TrailRow(report, TrailHealth.of(report, now)))
                .collect(Collectors.groupingBy(TrailRow::trail, LinkedHashMap::new, Collectors.toList()));
        return byTrail.values().stream()
                .map(TrailGroup::new)
                .sorted(Comparator.comparing(TrailGroup::worst))
                .toList();
    }

    /** The row to read what holds in all Regions from: that of the home Region if it was polled. */
    private TrailRow first() {
        return rows.stream().filter(TrailRow::isHome).findFirst().orElse(rows.get(0));
    }

    TrailReport report() {
        return first().report();
    }

    String name() {
        return PrintableText.of(report().key().trail());
    }

    String message() {
        return first().health().message();
    }

    /** What the trail does not record, or that this is unknown; empty if it records all management events. */
    String recordingNote() {
        return report().selectors().note();
    }

    State worst() {
        return rows.stream()
                .map(row -> row.health().state())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    boolean isHealthy() {
        return worst() == State.HEALTHY;
    }

    List<TrailRow> healthyRows() {
        return rows.stream().filter(row -> row.health().healthy()).toList();
    }

    /** The rows that are not healthy, grouped by problem, the worst first. */
    List<Problem> problems() {
        Map<List<Issue>, List<TrailRow>> byIssue = rows.stream()
                .filter(row -> !row.health().healthy())
                .sorted(Comparator.comparing(row -> row.health().state()))
                .collect(Collectors.groupingBy(Issue::of, LinkedHashMap::new, Collectors.toList()));
        return byIssue.entrySet().stream()
                .map(entry -> new Problem(entry.getKey(), entry.getValue()))
                .toList();
    }
}
