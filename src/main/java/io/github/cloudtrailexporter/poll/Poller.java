package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailKey;
import java.time.Duration;
import java.util.Map;

/**
 * Polls AWS when a scrape requests a snapshot. Simultaneous scrapes share one poll, and a scrape soon after a poll is
 * served from it.
 */
public final class Poller implements SnapshotSource, AutoCloseable {

    private final PollerResources resources;
    private final TrailDiscovery discovery;
    private final Duration minInterval;

    /** Null until the first scrape. */
    private Poll last;

    /**
     * Does not poll yet.
     *
     * @param resources are closed with this poller, and so is the discovery
     * @param minInterval a scrape within this time after the start of a poll is served from that poll
     */
    public Poller(PollerResources resources, TrailDiscovery discovery, Duration minInterval) {
        this.resources = resources;
        this.discovery = discovery;
        this.minInterval = minInterval;
    }

    @Override
    public Snapshot snapshot(Deadline deadline) {
        return joinOrStart(deadline).await(deadline);
    }

    private synchronized Poll joinOrStart(Deadline deadline) {
        if (last == null || !last.join(deadline, minInterval)) {
            Map<TrailKey, Priority> priorities = last == null ? Map.of() : last.nextPriorities();
            last = Poll.start(resources, discovery, priorities, deadline);
        }
        return last;
    }

    /** Cuts short the polls under way; scrapes that wait for them get the results so far. */
    @Override
    public void close() {
        discovery.close();
        resources.close();
    }
}
