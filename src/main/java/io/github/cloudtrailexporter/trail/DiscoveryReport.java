package io.github.cloudtrailexporter.trail;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Optional<RecordingTrails> recording) {

    static final Comparator<DiscoveryReport> ORDER =
            Comparator.comparing(DiscoveryReport::accountId).thenComparing(DiscoveryReport::awsRegion);

    /** One report for each account and Region. If there are several failures, it has the first one. */
    public static Collection<DiscoveryReport> merge(Stream<DiscoveryReport> reports) {
        return reports.collect(Collectors.toMap(
                        report -> List.of(report.accountId, report.awsRegion),
                        report -> report,
                        DiscoveryReport::merge))
                .values();
    }

    /**
     * One report of two about the same account and Region: the trails of both, and the failure of either. Both see the same
     * trails, so what these record is that of either, but nothing if one of the two failed.
     */
    private DiscoveryReport merge(DiscoveryReport other) {
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

    /**
     * How many of the trails that are visible in an account and Region record all management events of a kind. Whether a
     * trail is logging does not matter here: its own status shows that.
     */
    public record RecordingTrails(int read, int write) {}
}
