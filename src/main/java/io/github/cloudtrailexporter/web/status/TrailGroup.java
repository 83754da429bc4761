package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.PrintableText;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailHealth;
import io.github.cloudtrailexporter.trail.TrailHealth.State;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One trail in all the Regions it is polled in: at least one row. */
record TrailGroup(List<Row> rows) {

    /** One trail in one Region, with its health. */
    record Row(TrailReport report, TrailHealth health) {

        /** The same for all Regions of a trail. */
        List<String> trail() {
            TrailKey key = report.key();
            return List.of(key.accountId(), key.homeRegion(), key.trail());
        }

        String region() {
            return report.key().awsRegion();
        }

        boolean isHome() {
            return region().equals(report.key().homeRegion());
        }

        /** What CloudTrail returned; nothing if the poll of this trail failed. */
        Optional<TrailStatus> status() {
            return report.outcome() instanceof Observed observed ? Optional.of(observed.status()) : Optional.empty();
        }
    }

    /** All trails of a snapshot, the worst first. */
    static List<TrailGroup> of(Snapshot snapshot, Instant now) {
        Map<List<String>, List<Row>> byTrail = snapshot.trails().stream()
                .map(report -> new Row(report, TrailHealth.of(report, now)))
                .collect(Collectors.groupingBy(Row::trail, LinkedHashMap::new, Collectors.toList()));
        return byTrail.values().stream()
                .map(TrailGroup::new)
                .sorted(Comparator.comparing(TrailGroup::worst))
                .toList();
    }

    /** The row to read what holds in all Regions from: that of the home Region if it was polled. */
    Row first() {
        return rows.stream().filter(Row::isHome).findFirst().orElse(rows.get(0));
    }

    TrailReport report() {
        return first().report();
    }

    String name() {
        return PrintableText.of(report().key().trail());
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

    List<Row> healthyRows() {
        return rows.stream().filter(row -> row.health().healthy()).toList();
    }

    /** The rows that are not healthy, by what is wrong, the worst first. */
    Map<List<Issue>, List<Row>> problems() {
        return rows.stream()
                .filter(row -> !row.health().healthy())
                .sorted(Comparator.comparing(row -> row.health().state()))
                .collect(Collectors.groupingBy(Issue::of, LinkedHashMap::new, Collectors.toList()));
    }
}
