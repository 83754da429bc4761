package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.Snapshot;

/** Where the pages get their truth from. */
public interface SnapshotSource {

    /**
     * The state of every trail: from a poll made now, from one that is under way, or from the last one if it is younger
     * than {@code poll.min_interval}. Returns by the deadline with what there is; what is not finished by then is
     * {@code timeout} or {@code not_run}. Never fails because of AWS.
     */
    Snapshot snapshot(Deadline deadline);
}
