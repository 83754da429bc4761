package io.github.cloudtrailexporter.trail;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The result of one poll.
 *
 * @param trails one report for each (trail, Region), sorted by key, no key twice
 * @param discoveries one report for each account and Region of discovery, sorted
 * @param pollDuration the duration of the poll
 */
public record Snapshot(List<TrailReport> trails, List<DiscoveryReport> discoveries, Duration pollDuration) {

    public Snapshot {
        trails = trails.stream().sorted().toList();
        discoveries = discoveries.stream().sorted().toList();
        Objects.requireNonNull(pollDuration);
        for (int i = 1; i < trails.size(); i++) {
            if (trails.get(i).key().equals(trails.get(i - 1).key())) {
                throw new IllegalArgumentException(
                        "two reports for " + trails.get(i).key());
            }
        }
    }
}
