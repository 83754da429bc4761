package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.Snapshot;

/** Supplies snapshots to {@code /metrics} and the status page. */
public interface SnapshotSource {

    /**
     * The state of every trail: from a poll started now, from one under way, or from the last one if that started less
     * than {@code poll.min_interval} ago. Returns by the deadline with the results so far: trails without a response are
     * {@code timeout} or {@code not_run}. Does not fail because of AWS.
     */
    Snapshot snapshot(Deadline deadline);
}
