package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailKey;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Polls AWS when a scrape requests a snapshot. Simultaneous scrapes share a poll, also with one soon after it. */
public final class Poller implements AutoCloseable {

    private final PollerResources resources;
    private final TrailDiscovery discovery;
    private final Duration minInterval;
    private final Consumer<Snapshot> afterPoll;
    private volatile boolean closed;

    /** Null until the first scrape. */
    private Poll last;

    /** Does not poll yet. Until it is closed, {@code afterPoll} receives the result of each poll. */
    public Poller(
            PollerResources resources, TrailDiscovery discovery, Duration minInterval, Consumer<Snapshot> afterPoll) {
        this.resources = resources;
        this.discovery = discovery;
        this.minInterval = minInterval;
        this.afterPoll = afterPoll;
    }

    /**
     * The state of every trail: from a poll started now, from one under way, or from the last one if that started less
     * than {@code poll.min_interval} ago. Returns by the deadline with the results so far: trails without a response are
     * {@code timeout} or {@code not_run}. Does not fail because of AWS.
     */
    public Snapshot snapshot(Deadline deadline) {
        return joinOrStart(deadline).await(deadline);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a listener that fails must not affect the poll
    private synchronized Poll joinOrStart(Deadline deadline) {
        if (last == null || !last.join(deadline, minInterval)) {
            Map<TrailKey, Priority> priorities = last == null ? Map.of() : last.nextPriorities();
            last = new Poll(resources, discovery, priorities, deadline);
            last.start().thenAccept(snapshot -> {
                if (!closed) {
                    afterPoll.accept(snapshot);
                }
            });
        }
        return last;
    }

    /** Cuts short the polls under way: scrapes get the results so far. Closes the discovery and the resources too. */
    @Override
    public void close() {
        closed = true;
        discovery.close();
        resources.close();
    }
}
