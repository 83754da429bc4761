package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.target.Target;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What a poll has found so far, as a snapshot: every trail is in it, whatever has become of asking. */
final class SnapshotBuilder {

    private final PollRun run;
    private final Map<TrailKey, TrailReport> reports = new HashMap<>();
    private final Set<AwsIdentity> accepted;
    private final Map<String, String> accountNames;

    private SnapshotBuilder(PollRun run) {
        this.run = run;
        this.accountNames = run.context().discovery().accountNames();
        this.accepted = run.asks().values().stream()
                .filter(ask -> ask.outcome() instanceof Observed)
                .map(ask -> ask.target().identity())
                .collect(Collectors.toSet());
    }

    static Snapshot of(PollRun run) {
        SnapshotBuilder builder = new SnapshotBuilder(run);
        // Before the trails: a look that ends in between may tell of more trails, not of fewer than it says it has
        // found.
        List<DiscoveryReport> discoveries = builder.discoveries();
        run.asks().values().forEach(builder::add);
        run.listings().forEach(builder::addListed);
        run.discovered().targets().forEach(builder::addIfMissing);
        return new Snapshot(List.copyOf(builder.reports.values()), discoveries, run.duration());
    }

    private void add(Ask ask) {
        Target target = ask.target();
        if (target.notOwner() && isNotVisible(ask.outcome())) {
            return;
        }
        reports.put(target.key(), report(target, seenFromAfar(target.identity(), ask.outcome())));
    }

    private void addListed(ListingRun listing) {
        listing.targets()
                .ifPresentOrElse(targets -> targets.forEach(this::addIfMissing), () -> addPlaceholders(listing));
    }

    /** A trail that is known but was not asked when the asks were read: its credentials, or its turn, are waited for. */
    private void addIfMissing(Target target) {
        if (!reports.containsKey(target.key())) {
            TrailOutcome notRun = new Failed(Failure.of(FailureReason.NOT_RUN));
            Optional.ofNullable(run.asks().get(target.key()))
                    .ifPresentOrElse(this::add, () -> reports.put(target.key(), report(target, notRun)));
        }
    }

    /** An organization trail that the account sees but may not ask about: its owner is the one to ask, that is no error. */
    private static boolean isNotVisible(TrailOutcome outcome) {
        return outcome instanceof Failed failed && failed.failure().reason() == FailureReason.NOT_VISIBLE;
    }

    /** What the configuration calls the account; else what the organization calls it. */
    private String accountName(String configured, String accountId) {
        return configured.isEmpty() ? accountNames.getOrDefault(accountId, "") : configured;
    }

    private TrailReport report(Target target, TrailOutcome outcome) {
        Lookups.Place place = new Lookups.Place(target.identity(), target.region());
        return new TrailReport(
                target.key(),
                Optional.of(target.arn()),
                accountName(target.accountName(), target.arn().accountId()),
                outcome,
                run.context().lookups().settings(place, target.arn()));
    }

    /** A token that is unknown here but was good in another Region of this poll: the Region is disabled. */
    private TrailOutcome seenFromAfar(AwsIdentity identity, TrailOutcome outcome) {
        if (outcome instanceof Failed failed && failed.failure().tokenUnknown() && accepted.contains(identity)) {
            return new Failed(failed.failure().withReason(FailureReason.REGION_DISABLED));
        }
        return outcome;
    }

    private void addPlaceholders(ListingRun listing) {
        for (TrailKey key : listing.placeholders()) {
            reports.putIfAbsent(
                    key,
                    new TrailReport(
                            key,
                            arn(listing.listing()),
                            accountName(listing.listing().accountName(), key.accountId()),
                            new Failed(listing.failure()),
                            Optional.empty()));
        }
    }

    private static Optional<TrailArn> arn(ListedTrail listing) {
        return listing.name() instanceof ListedTrail.ByArn byArn ? Optional.of(byArn.arn()) : Optional.empty();
    }

    /** What discovery reports; and where the enabled Regions of a listed trail had to be looked up, whether that worked. */
    private List<DiscoveryReport> discoveries() {
        Map<DiscoveryPlace, DiscoveryReport> places = new HashMap<>();
        run.context().discovery().reports().forEach(report -> places.put(DiscoveryPlace.of(report), report));
        for (ListingRun listing : run.listings()) {
            if (listing.listing().regions() instanceof Regions.Enabled) {
                listing.targets().stream().flatMap(List::stream).limit(1).forEach(target -> {
                    DiscoveryReport report = regionsReport(target);
                    places.merge(DiscoveryPlace.of(report), report, SnapshotBuilder::worse);
                });
            }
        }
        return List.copyOf(places.values());
    }

    private DiscoveryReport regionsReport(Target target) {
        Optional<Failure> failure = run.context().lookups().regionsFailure(target.identity());
        return new DiscoveryReport(target.arn().accountId(), target.arn().homeRegion(), OptionalInt.empty(), failure);
    }

    private static DiscoveryReport worse(DiscoveryReport one, DiscoveryReport other) {
        return new DiscoveryReport(
                one.accountId(), one.awsRegion(), one.trails(), one.failure().or(other::failure));
    }

    private record DiscoveryPlace(String accountId, String region) {
        static DiscoveryPlace of(DiscoveryReport report) {
            return new DiscoveryPlace(report.accountId(), report.awsRegion());
        }
    }
}
