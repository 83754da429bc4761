package io.github.cloudtrailexporter.trail;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The last discovery of trails or of enabled Regions in one account and Region.
 *
 * @param accountId empty while it is not known
 * @param trails the number of known trails there; empty if only enabled Regions were discovered
 * @param failure why it failed; empty if it succeeded
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
