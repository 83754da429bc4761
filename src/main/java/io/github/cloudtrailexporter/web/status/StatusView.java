package io.github.cloudtrailexporter.web.status;

import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.Snapshot.UnrecordedAccount;
import io.github.cloudtrailexporter.trail.TrailHealth.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the status page shows: trails, the worst first, and accounts with Regions whose write events no trail records. */
record StatusView(
        Snapshot snapshot, Instant now, List<TrailGroup> trails, List<UnrecordedAccount> unrecorded, StatusPage page) {

    /** Limit on the lines of (trail, Region) shown of the broken trails, and of the healthy ones. */
    private static final int MAX_ROWS = 1000;

    /** Up to this many healthy trails are shown without a click. */
    private static final int MAX_OPEN = 25;

    List<TrailGroup> problems() {
        return trails.stream().filter(trail -> !trail.isHealthy()).toList();
    }

    /** Those that record less than all management events first, so that they are not among the hidden ones. */
    List<TrailGroup> healthy() {
        return trails.stream()
                .filter(TrailGroup::isHealthy)
                .sorted(Comparator.comparing(trail -> trail.recordingNote().isEmpty()))
                .toList();
    }

    boolean healthyIsOpen() {
        return healthy().size() <= MAX_OPEN || !healthy().get(0).recordingNote().isEmpty();
    }

    /** As many of these trails as the limit on rows allows, and always the first. */
    static List<TrailGroup> shown(List<TrailGroup> trails) {
        int rows = 0;
        int shown = 0;
        while (shown < trails.size()
                && (shown == 0 || rows + trails.get(shown).rows().size() <= MAX_ROWS)) {
            rows += trails.get(shown).rows().size();
            shown++;
        }
        return trails.subList(0, shown);
    }

    /** The accounts and Regions in which the last discovery failed, by reason. */
    Map<FailureReason, List<String>> failedDiscoveries() {
        return snapshot.discoveries().stream()
                .filter(report -> report.failure().isPresent())
                .collect(Collectors.groupingBy(
                        report -> report.failure().get().reason(),
                        TreeMap::new,
                        Collectors.mapping(Format::place, Collectors.toList())));
    }

    boolean discoveryFailed() {
        return !failedDiscoveries().isEmpty();
    }

    /** The accounts and Regions in which there is no trail. */
    List<String> placesWithoutTrail() {
        return snapshot.discoveries().stream()
                .filter(report -> report.failure().isEmpty())
                .filter(report -> report.trails().equals(OptionalInt.of(0)))
                .map(Format::place)
                .toList();
    }

    /** One sentence without a full stop: is everything healthy and recorded, and if not, how much is not. */
    String headline() {
        return unrecorded.isEmpty()
                ? trailsHeadline()
                : trailsHeadline() + ", " + Format.count(unrecorded.size(), "account is", "accounts are")
                        + " not fully recorded";
    }

    private String trailsHeadline() {
        int all = trails.size();
        int bad = problems().size();
        if (all == 0) {
            return discoveryFailed() ? "No trails known" : "No trails to watch";
        }
        if (bad > 0) {
            return all == 1
                    ? "The trail needs attention"
                    : Format.number(bad) + " of " + Format.number(all) + " trails " + (bad == 1 ? "needs" : "need")
                            + " attention";
        }
        String healthy = all == 1 ? "The trail is healthy" : "All " + Format.number(all) + " trails are healthy";
        // A trail that discovery missed may be in any state.
        return discoveryFailed() ? healthy + ", but not every trail is known" : healthy;
    }

    /** The icon of the worst state; never {@link StatusIcon#OK} if something is not known. */
    StatusIcon icon() {
        if (!problems().isEmpty()) {
            return StatusIcon.of(trails.get(0).worst());
        }
        if (!unrecorded.isEmpty()) {
            return StatusIcon.WARN;
        }
        return trails.isEmpty() || discoveryFailed() ? StatusIcon.UNKNOWN : StatusIcon.OK;
    }

    /** The number of trails in each state, the worst first. */
    Map<State, Long> shares() {
        return trails.stream().collect(Collectors.groupingBy(TrailGroup::worst, TreeMap::new, Collectors.counting()));
    }
}
