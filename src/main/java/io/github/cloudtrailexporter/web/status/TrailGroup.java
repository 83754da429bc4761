package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.TrailHealth.State;
import io.github.cloudtrailexporter.trail.TrailKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One trail in all the Regions it was asked in.
 *
 * @param rows at least one
 */
record TrailGroup(List<TrailRow> rows) {

    static final Comparator<TrailGroup> WORST_FIRST = Comparator.comparing(TrailGroup::worst);

    TrailGroup {
        rows = List.copyOf(rows);
    }

    /** Whatever holds for all Regions can be read from this one: that of the home Region if it was asked. */
    TrailRow first() {
        return rows.stream().filter(TrailRow::isHome).findFirst().orElse(rows.get(0));
    }

    TrailKey key() {
        return first().report().key();
    }

    State worst() {
        return rows.stream()
                .map(row -> row.health().state())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    boolean healthy() {
        return worst() == State.HEALTHY;
    }

    List<TrailRow> healthyRows() {
        return rows.stream().filter(row -> row.health().healthy()).toList();
    }

    /** The rows that are not healthy, those with the very same problem together, the worst first. */
    Collection<List<TrailRow>> problems() {
        Map<List<Issue>, List<TrailRow>> byIssue = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> !row.health().healthy())
                .sorted(Comparator.comparing(row -> row.health().state()))
                .forEach(row -> byIssue.computeIfAbsent(Issue.of(row), issues -> new ArrayList<>())
                        .add(row));
        return byIssue.values();
    }
}
