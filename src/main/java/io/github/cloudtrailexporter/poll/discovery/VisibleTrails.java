package io.github.cloudtrailexporter.poll.discovery;

import io.github.cloudtrailexporter.poll.MetadataCache;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.DiscoveryReport.RecordingTrails;
import io.github.cloudtrailexporter.trail.RecordedEvents;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.util.Map;
import java.util.Optional;

/**
 * The trails that DescribeTrails has returned in an account and Region: the account's own, shadow and organization trails,
 * whatever the configuration selects of them.
 *
 * @param identity the credentials that have described them
 * @param representative whether this account reports trails of other owners
 */
record VisibleTrails(AwsIdentity identity, boolean representative, Map<TrailArn, TrailSettings> trails) {

    /** The view of the representative, which may be allowed more, else the first one. */
    VisibleTrails better(VisibleTrails other) {
        return other.representative() && !representative ? other : this;
    }

    /**
     * How many of them record management events; empty if that of any of them is not known, because a smaller number would
     * be wrong.
     *
     * @param cache has their event selectors
     */
    Optional<RecordingTrails> recording(MetadataCache cache) {
        int read = 0;
        int write = 0;
        for (Map.Entry<TrailArn, TrailSettings> trail : trails.entrySet()) {
            Optional<RecordedEvents> events = cache.events(trail.getKey(), trail.getValue());
            if (events.isEmpty()) {
                return Optional.empty();
            }
            read += events.get().read() ? 1 : 0;
            write += events.get().write() ? 1 : 0;
        }
        return Optional.of(new RecordingTrails(read, write));
    }
}
