package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailOutcome;
import io.github.cloudtrailexporter.trail.TrailOutcome.Failed;
import io.github.cloudtrailexporter.trail.TrailOutcome.Observed;
import io.github.cloudtrailexporter.trail.TrailReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a poll has found so far, as a snapshot: every trail is in it, whatever has become of asking. */
final class SnapshotBuilder {

    private final PollRun run;
    private final Map<TrailKey, TrailReport> reports = new TreeMap<>();
    private final Set<Access> accepted;

    private SnapshotBuilder(PollRun run) {
        this.run = run;
        this.accepted = run.asks().values().stream()
                .filter(ask -> ask.outcome() instanceof Observed)
                .map(ask -> ask.target().access())
                .collect(Collectors.toSet());
    }

    static Snapshot of(PollRun run) {
        SnapshotBuilder builder = new SnapshotBuilder(run);
        run.asks().values().forEach(builder::add);
        run.listings().forEach(builder::addIfUnresolved);
        return new Snapshot(List.copyOf(builder.reports.values()), builder.discoveries(), run.duration());
    }

    private void add(Ask ask) {
        Target target = ask.target();
        Lookups.Place place = new Lookups.Place(target.access(), target.region());
        reports.put(
                target.key(),
                new TrailReport(
                        target.key(),
                        Optional.of(target.arn()),
                        target.accountName(),
                        seenFromAfar(target.access(), ask.outcome()),
                        run.context().lookups().settings(place, target.arn())));
    }

    /** A token that is unknown here but was good in another Region of this poll: the Region is disabled. */
    private TrailOutcome seenFromAfar(Access access, TrailOutcome outcome) {
        if (outcome instanceof Failed failed && failed.failure().tokenUnknown() && accepted.contains(access)) {
            return new Failed(
                    new Failure(FailureReason.REGION_DISABLED, failed.failure().code()));
        }
        return outcome;
    }

    private void addIfUnresolved(ListingRun listing) {
        if (listing.targets().isPresent()) {
            return;
        }
        for (TrailKey key : listing.placeholders()) {
            reports.putIfAbsent(
                    key,
                    new TrailReport(
                            key,
                            arn(listing.listing()),
                            listing.listing().accountName(),
                            new Failed(listing.failure()),
                            Optional.empty()));
        }
    }

    private static Optional<TrailArn> arn(Listing listing) {
        return listing.name() instanceof Listing.ByArn byArn ? Optional.of(byArn.arn()) : Optional.empty();
    }

    /** Where the enabled Regions had to be looked up: whether that worked. */
    private List<DiscoveryReport> discoveries() {
        Map<DiscoveryPlace, DiscoveryReport> places = new TreeMap<>();
        for (ListingRun listing : run.listings()) {
            if (listing.listing().regions() instanceof Regions.Enabled
                    && listing.targets().isPresent()) {
                TrailKey key = listing.targets().get().get(0).key();
                DiscoveryPlace place = new DiscoveryPlace(key.accountId(), key.homeRegion());
                places.putIfAbsent(
                        place,
                        place.report(run.context()
                                .lookups()
                                .regionsFailure(listing.listing().access())));
            }
        }
        return List.copyOf(places.values());
    }

    private record DiscoveryPlace(String accountId, String region) implements Comparable<DiscoveryPlace> {
        DiscoveryReport report(Optional<Failure> failure) {
            return new DiscoveryReport(accountId, region, OptionalInt.empty(), failure);
        }

        @Override
        public int compareTo(DiscoveryPlace other) {
            int byAccount = accountId.compareTo(other.accountId);
            return byAccount != 0 ? byAccount : region.compareTo(other.region);
        }
    }
}
