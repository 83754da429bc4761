package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailHealth;
import io.github.cloudtrailexporter.trail.TrailHealth.State;
import io.github.cloudtrailexporter.trail.TrailReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What there is to show: the trails, the worst first, and where looking for trails failed.
 *
 * @param unsearched the accounts and Regions in which the last look failed
 * @param empty the accounts and Regions in which there is no trail
 */
record StatusView(
        Instant now,
        Duration pollDuration,
        List<TrailGroup> groups,
        List<DiscoveryReport> unsearched,
        List<DiscoveryReport> empty) {

    static StatusView of(Snapshot snapshot, Instant now) {
        List<TrailGroup> groups = grouped(snapshot, now).stream()
                .map(TrailGroup::new)
                .sorted(TrailGroup.WORST_FIRST)
                .toList();
        List<DiscoveryReport> looks = snapshot.discoveries();
        return new StatusView(
                now,
                snapshot.pollDuration(),
                groups,
                looks.stream().filter(look -> look.failure().isPresent()).toList(),
                looks.stream()
                        .filter(look ->
                                look.failure().isEmpty() && look.trails().equals(OptionalInt.of(0)))
                        .toList());
    }

    private static Collection<List<TrailRow>> grouped(Snapshot snapshot, Instant now) {
        Map<List<String>, List<TrailRow>> byTrail = new LinkedHashMap<>();
        for (TrailReport report : snapshot.trails()) {
            List<String> trail = List.of(
                    report.key().accountId(),
                    report.key().homeRegion(),
                    report.key().trail());
            byTrail.computeIfAbsent(trail, key -> new ArrayList<>())
                    .add(new TrailRow(report, TrailHealth.of(report, now)));
        }
        return byTrail.values();
    }

    List<TrailGroup> problems() {
        return groups.stream().filter(group -> !group.healthy()).toList();
    }

    List<TrailGroup> healthy() {
        return groups.stream().filter(TrailGroup::healthy).toList();
    }

    long count(State state) {
        return groups.stream().filter(group -> group.worst() == state).count();
    }

    int rows() {
        return groups.stream().mapToInt(group -> group.rows().size()).sum();
    }
}
