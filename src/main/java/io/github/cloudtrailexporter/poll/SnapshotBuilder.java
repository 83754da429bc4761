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
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds a snapshot of the results of a poll so far: every trail is in it, whatever has become of its request. */
final class SnapshotBuilder {

    private final MetadataCache cache;
    private final Map<String, String> accountNames;
    private final Map<TrailKey, StatusRequest> requests;

    /** The identities whose token AWS has accepted in this poll. */
    private final Set<AwsIdentity> accepted;

    private final Map<TrailKey, TrailReport> reports = new HashMap<>();

    private SnapshotBuilder(Poll poll) {
        this.cache = poll.requests().resources().cache();
        this.accountNames = poll.discovered().discovery().accountNames();
        this.requests = poll.requests().soFar();
        this.accepted = requests.values().stream()
                .filter(request -> request.outcome() instanceof Observed)
                .map(request -> request.target().identity())
                .collect(Collectors.toSet());
    }

    static Snapshot build(Poll poll, Duration pollDuration) {
        // First the discoveries: one that ends in between may add more trails than it reports, never fewer.
        // Then the requests: a listing that is resolved in between is shown without them, but never missing.
        Collection<DiscoveryReport> discoveries = discoveries(poll);
        SnapshotBuilder builder = new SnapshotBuilder(poll);
        builder.requests.values().forEach(builder::addRequested);
        poll.listed().forEach(builder::addListed);
        return new Snapshot(List.copyOf(builder.reports.values()), List.copyOf(discoveries), pollDuration);
    }

    private void addRequested(StatusRequest request) {
        Target target = request.target();
        TrailOutcome outcome = request.outcome();
        if (!(target.notOwner() && isNotVisible(outcome))) {
            add(target, asDisabledRegion(target.identity(), outcome));
        }
    }

    /** A member account sees an organization trail but may not read its status: only the owner may, so this is no error. */
    private static boolean isNotVisible(TrailOutcome outcome) {
        return outcome instanceof Failed failed && failed.failure().reason() == FailureReason.NOT_VISIBLE;
    }

    /** A token that is unknown in this Region but was accepted in another Region of this poll: the Region is disabled. */
    private TrailOutcome asDisabledRegion(AwsIdentity identity, TrailOutcome outcome) {
        if (outcome instanceof Failed failed && failed.failure().tokenUnknown() && accepted.contains(identity)) {
            return new Failed(failed.failure().withReason(FailureReason.REGION_DISABLED));
        }
        return outcome;
    }

    private void addListed(ListedTrailPoll listed) {
        listed.targets()
                .ifPresentOrElse(targets -> targets.forEach(this::addNotRequested), () -> addPlaceholders(listed));
    }

    /** Unless it is in the snapshot, it was added to the poll after the requests were read. */
    private void addNotRequested(Target target) {
        add(target, new Failed(Failure.of(FailureReason.NOT_RUN)));
    }

    /** Adds the report, unless the trail has one already. */
    private void add(Target target, TrailOutcome outcome) {
        reports.putIfAbsent(
                target.key(),
                new TrailReport(
                        target.key(),
                        Optional.of(target.arn()),
                        accountName(target.accountName(), target.arn().accountId()),
                        outcome,
                        cache.metadata(target)));
    }

    private void addPlaceholders(ListedTrailPoll listed) {
        ListedTrail listing = listed.listing();
        for (TrailKey key : listed.placeholders()) {
            Optional<TrailArn> arn = key.accountId().isEmpty()
                    ? Optional.empty()
                    : Optional.of(listing.name().inAccount(key.accountId()));
            String accountName = accountName(listing.accountName(), key.accountId());
            reports.putIfAbsent(
                    key, new TrailReport(key, arn, accountName, new Failed(listed.failure()), Optional.empty()));
        }
    }

    /** The name in the configuration, else the name in the organization. */
    private String accountName(String configured, String accountId) {
        return configured.isEmpty() ? accountNames.getOrDefault(accountId, "") : configured;
    }

    /** The reports of discovery, and for listed trails in all enabled Regions whether those Regions could be requested. */
    private static Collection<DiscoveryReport> discoveries(Poll poll) {
        Stream<DiscoveryReport> listed = poll.listed().stream()
                .filter(trail -> trail.listing().regions() instanceof Regions.Enabled)
                .flatMap(trail -> trail.targets().orElse(List.of()).stream().limit(1))
                .map(target -> regionsReport(poll, target));
        return DiscoveryReport.merge(Stream.concat(poll.discovered().discovery().reports().stream(), listed));
    }

    private static DiscoveryReport regionsReport(Poll poll, Target target) {
        Optional<Failure> failure = poll.requests().resources().cache().regionsFailure(target.identity());
        return new DiscoveryReport(target.arn().accountId(), target.arn().homeRegion(), OptionalInt.empty(), failure);
    }
}
