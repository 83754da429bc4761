package io.github.cloudtrailexporter.poll.discovery;

import io.github.cloudtrailexporter.poll.MetadataCache;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.Account;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.DiscoveryReport.RecordingTrails;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.RecordedEvents;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one source knows about an account and Region.
 *
 * @param found the trails to poll, from the last discovery that succeeded
 * @param missing the trails of the discovery before that were not found any more
 * @param known whether there was such a discovery; until then, no trails means nothing
 * @param view null if the last discovery failed, or if the Region is disabled
 * @param failure why the last discovery failed; null if it succeeded
 */
record AreaState(List<Target> found, List<Target> missing, boolean known, View view, Failure failure) {

    static final AreaState UNKNOWN = new AreaState(List.of(), List.of(), false, null, null);

    /**
     * All trails that an account sees in a Region: its own, shadow and organization trails, whatever the configuration
     * selects of them.
     */
    record View(Account account, Map<TrailArn, TrailSettings> trails) {

        /**
         * How many of them record management events; empty if that of any of them is not known, because a smaller number
         * would be wrong.
         *
         * @param cache has their event selectors
         */
        Optional<RecordingTrails> recording(MetadataCache cache) {
            List<RecordedEvents> events = trails.entrySet().stream()
                    .flatMap(trail -> cache.events(trail.getKey(), trail.getValue()).stream())
                    .toList();
            long read = events.stream().filter(RecordedEvents::read).count();
            long write = events.stream().filter(RecordedEvents::write).count();
            return events.size() < trails.size()
                    ? Optional.empty()
                    : Optional.of(new RecordingTrails((int) read, (int) write));
        }
    }

    /** After a discovery that failed: the known trails stay. */
    AreaState failed(Failure newFailure) {
        return new AreaState(found, missing, known, null, newFailure);
    }

    /** After a discovery that returned these trails to poll. */
    AreaState discovered(List<Target> targets, View newView, Failure newFailure) {
        Set<TrailKey> keys = targets.stream().map(Target::key).collect(Collectors.toSet());
        List<Target> nowMissing =
                found.stream().filter(target -> !keys.contains(target.key())).toList();
        return new AreaState(targets, nowMissing, true, newView, newFailure);
    }

    Stream<Target> trails() {
        return Stream.concat(found.stream(), missing.stream());
    }
}
