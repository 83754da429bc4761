package io.github.cloudtrailexporter.trail;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The last discovery of trails or of enabled Regions in one account and Region.
 *
 * @param accountId empty while it is not known
 * @param trails the number of known trails there; empty if only enabled Regions were discovered
 * @param failure why it failed; empty if it succeeded
 * @param recording how many visible trails record management events; empty if the discovery failed, if the selectors of
 *     any of these trails are not known, or if the Region is disabled
 */
public record DiscoveryReport(
        String accountId,
        String awsRegion,
        OptionalInt trails,
        Optional<Failure> failure,
        Optional<RecordingTrails> recording)
        implements Comparable<DiscoveryReport> {

    private static final Comparator<DiscoveryReport> ORDER =
            Comparator.comparing(DiscoveryReport::accountId).thenComparing(DiscoveryReport::awsRegion);

    /** A report without {@link #recording}. */
    public DiscoveryReport(String accountId, String awsRegion, OptionalInt trails, Optional<Failure> failure) {
        this(accountId, awsRegion, trails, failure, Optional.empty());
    }

    /**
     * One report of two about the same account and Region: the trails of both, and the failure of either. Both see the same
     * trails, so what these record is that of either, but nothing if one of the two failed.
     */
    public DiscoveryReport merge(DiscoveryReport other) {
        boolean known = trails.isPresent() || other.trails.isPresent();
        int sum = trails.orElse(0) + other.trails.orElse(0);
        Optional<Failure> either = failure.or(() -> other.failure);
        return new DiscoveryReport(
                accountId,
                awsRegion,
                known ? OptionalInt.of(sum) : OptionalInt.empty(),
                either,
                either.isPresent() ? Optional.empty() : recording.or(() -> other.recording));
    }

    @Override
    public int compareTo(DiscoveryReport other) {
        return ORDER.compare(this, other);
    }

    /**
     * How many of the trails that are visible in an account and Region record all management events of a kind. Whether a
     * trail is logging does not matter here: its own status shows that.
     *
     * @param read trails that record all read management events
     * @param write trails that record all write management events
     */
    public record RecordingTrails(int read, int write) {}
}
