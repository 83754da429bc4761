package io.github.cloudtrailexporter.poll.discovery;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.DiscoveryReport.RecordingTrails;
import io.github.cloudtrailexporter.trail.RecordedEvents;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The trails that DescribeTrails has returned in an account and Region: the account's own, shadow and organization trails,
 * whatever the configuration selects of them.
 *
 * @param identity the credentials that have described them
 * @param representative whether this account reports trails of other owners
 */
record VisibleTrails(AwsIdentity identity, boolean representative, Map<TrailArn, TrailSettings> trails) {

    /**
     * How many of them record management events; empty if that of any of them is not known, because a smaller number would
     * be wrong.
     *
     * @param events what a trail with these settings records; empty if it is not known
     */
    Optional<RecordingTrails> recording(
            BiFunction<TrailArn, Optional<TrailSettings>, Optional<RecordedEvents>> events) {
        int read = 0;
        int write = 0;
        for (Map.Entry<TrailArn, TrailSettings> trail : trails.entrySet()) {
            Optional<RecordedEvents> recorded = events.apply(trail.getKey(), Optional.of(trail.getValue()));
            if (recorded.isEmpty()) {
                return Optional.empty();
            }
            read += recorded.get().read() ? 1 : 0;
            write += recorded.get().write() ? 1 : 0;
        }
        return Optional.of(new RecordingTrails(read, write));
    }
}
