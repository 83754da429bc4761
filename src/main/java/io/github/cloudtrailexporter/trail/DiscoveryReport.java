package io.github.cloudtrailexporter.trail;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The last look into one account and Region: for trails, or for the Regions that are enabled.
 *
 * @param accountId empty as long as it is not known
 * @param trails how many trails are known there; empty where none were looked for
 * @param failure why the last look failed; empty if it worked
 */
public record DiscoveryReport(String accountId, String awsRegion, OptionalInt trails, Optional<Failure> failure)
        implements Comparable<DiscoveryReport> {

    private static final Comparator<DiscoveryReport> ORDER =
            Comparator.comparing(DiscoveryReport::accountId).thenComparing(DiscoveryReport::awsRegion);

    public DiscoveryReport {
        Objects.requireNonNull(accountId);
        Objects.requireNonNull(awsRegion);
        Objects.requireNonNull(trails);
        Objects.requireNonNull(failure);
    }

    /** One report of two about the same account and Region: the trails of both, and the failure of either. */
    public DiscoveryReport merge(DiscoveryReport other) {
        boolean known = trails.isPresent() || other.trails.isPresent();
        int sum = trails.orElse(0) + other.trails.orElse(0);
        return new DiscoveryReport(
                accountId,
                awsRegion,
                known ? OptionalInt.of(sum) : OptionalInt.empty(),
                failure.or(() -> other.failure));
    }

    @Override
    public int compareTo(DiscoveryReport other) {
        return ORDER.compare(this, other);
    }
}
