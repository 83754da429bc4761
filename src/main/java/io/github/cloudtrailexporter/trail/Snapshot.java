package io.github.cloudtrailexporter.trail;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What one poll found: the whole truth behind a page.
 *
 * @param trails one report for each (trail, Region), in the order of their keys, no key twice
 * @param discoveries one report for each account and Region in which trails are looked for, in order
 * @param pollDuration how long the poll took
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
