package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.ListedTrailPoll.Unresolved;
import io.github.cloudtrailexporter.poll.MetadataCache.RegionAccess;
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
import io.github.cloudtrailexporter.trail.TrailReport.SelectorsOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.TrailMetadata;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import io.github.cloudtrailexporter.trail.TrailSettings;
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

    private final Poll poll;
    private final Map<TrailKey, TrailReport> reports = new HashMap<>();
    private final Set<AwsIdentity> accepted;
    private final Map<String, String> accountNames;

    private SnapshotBuilder(Poll poll) {
        this.poll = poll;
        this.accountNames = poll.discovered().discovery().accountNames();
        this.accepted = poll.requests().values().stream()
                .filter(request -> request.outcome() instanceof Observed)
                .map(request -> request.target().identity())
                .collect(Collectors.toSet());
    }

    static Snapshot build(Poll poll, Duration pollDuration) {
        SnapshotBuilder builder = new SnapshotBuilder(poll);
        // Before the trails: a discovery that ends in between may add more trails than it reports, never fewer.
        Collection<DiscoveryReport> discoveries = builder.discoveries();
        poll.requests().values().forEach(builder::add);
        poll.listed().forEach(builder::addListed);
        poll.discovered().targets().forEach(builder::addIfMissing);
        return new Snapshot(List.copyOf(builder.reports.values()), List.copyOf(discoveries), pollDuration);
    }

    private void add(StatusRequest request) {
        Target target = request.target();
        if (target.notOwner() && isNotVisible(request.outcome())) {
            return;
        }
        reports.put(target.key(), report(target, asDisabledRegion(target.identity(), request.outcome())));
    }

    private void addListed(ListedTrailPoll listed) {
        if (listed.resolution() instanceof Unresolved unresolved) {
            addPlaceholders(listed, unresolved.failure());
        } else {
            listed.targets().forEach(this::addIfMissing);
        }
    }

    /** A trail that is known but had not been requested when the requests were read: it waits for a session or a thread. */
    private void addIfMissing(Target target) {
        if (!reports.containsKey(target.key())) {
            TrailOutcome notRun = new Failed(Failure.of(FailureReason.NOT_RUN));
            Optional.ofNullable(poll.requests().get(target.key()))
                    .ifPresentOrElse(this::add, () -> reports.put(target.key(), report(target, notRun)));
        }
    }

    /** A member account sees an organization trail but may not read its status: only the owner may, so this is no error. */
    private static boolean isNotVisible(TrailOutcome outcome) {
        return outcome instanceof Failed failed && failed.failure().reason() == FailureReason.NOT_VISIBLE;
    }

    /** The name in the configuration, else the name in the organization. */
    private String accountName(String configured, String accountId) {
        return configured.isEmpty() ? accountNames.getOrDefault(accountId, "") : configured;
    }

    private TrailReport report(Target target, TrailOutcome outcome) {
        return new TrailReport(
                target.key(),
                Optional.of(target.arn()),
                accountName(target.accountName(), target.arn().accountId()),
                outcome,
                metadata(target));
    }

    private TrailMetadata metadata(Target target) {
        MetadataCache cache = poll.resources().cache();
        RegionAccess where = new RegionAccess(target.identity(), target.region());
        Optional<TrailSettings> settings = cache.settings(where, target.arn());
        SelectorsOutcome selectors = target.isHome()
                ? cache.selectors().outcome(target.identity(), target.arn(), settings)
                : new SelectorsOutcome.NotRead();
        return new TrailMetadata(settings, selectors);
    }

    /** A token that is unknown in this Region but was accepted in another Region of this poll: the Region is disabled. */
    private TrailOutcome asDisabledRegion(AwsIdentity identity, TrailOutcome outcome) {
        if (outcome instanceof Failed failed && failed.failure().tokenUnknown() && accepted.contains(identity)) {
            return new Failed(failed.failure().withReason(FailureReason.REGION_DISABLED));
        }
        return outcome;
    }

    private void addPlaceholders(ListedTrailPoll listed, Failure failure) {
        for (TrailKey key : listed.placeholders()) {
            reports.putIfAbsent(
                    key,
                    new TrailReport(
                            key,
                            arn(listed.listing()),
                            accountName(listed.listing().accountName(), key.accountId()),
                            new Failed(failure),
                            Optional.empty()));
        }
    }

    private static Optional<TrailArn> arn(ListedTrail listing) {
        return listing.name() instanceof ListedTrail.ByArn byArn ? Optional.of(byArn.arn()) : Optional.empty();
    }

    /** The reports of discovery, and for listed trails in all enabled Regions whether those Regions could be requested. */
    private Collection<DiscoveryReport> discoveries() {
        Stream<DiscoveryReport> listed = poll.listed().stream()
                .filter(trail -> trail.listing().regions() instanceof Regions.Enabled)
                .flatMap(trail -> trail.targets().stream().limit(1))
                .map(this::regionsReport);
        return Stream.concat(poll.discovered().discovery().reports().stream(), listed)
                .collect(Collectors.toMap(
                        report -> List.of(report.accountId(), report.awsRegion()),
                        report -> report,
                        DiscoveryReport::merge))
                .values();
    }

    private DiscoveryReport regionsReport(Target target) {
        Optional<Failure> failure = poll.resources().cache().regionsFailure(target.identity());
        return new DiscoveryReport(target.arn().accountId(), target.arn().homeRegion(), OptionalInt.empty(), failure);
    }
}
