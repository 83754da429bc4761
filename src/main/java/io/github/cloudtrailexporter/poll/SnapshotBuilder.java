package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.TrailRequests.StatusRequest;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.TrailMetadata;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds a snapshot of the results of a poll so far: every trail is in it, whatever has become of its request. */
final class SnapshotBuilder {

    private final MetadataCache cache;
    private final Map<String, String> accountNames;
    private final Set<AwsIdentity> accepted;
    private final Map<TrailKey, TrailReport> reports = new HashMap<>();

    private SnapshotBuilder(MetadataCache cache, Map<String, String> accountNames, List<StatusRequest> requests) {
        this.cache = cache;
        this.accountNames = accountNames;
        this.accepted = requests.stream()
                .filter(request -> request.outcome() instanceof Observed)
                .map(request -> request.target().identity())
                .collect(Collectors.toSet());
    }

    static Snapshot build(
            TrailRequests requests, List<ListedTrailPoll> listed, TrailDiscovery discovery, Duration pollDuration) {
        // First the discoveries: one that ends in between may add more trails than it reports, never fewer.
        // Then the requests: a listing that is resolved in between is shown without them, but never missing.
        Collection<DiscoveryReport> discoveries = DiscoveryReport.merge(
                Stream.concat(discovery.reports().stream(), listed.stream().flatMap(ListedTrailPoll::regionsReport)));
        List<StatusRequest> soFar = requests.soFar();
        SnapshotBuilder builder = new SnapshotBuilder(requests.resources().cache(), discovery.accountNames(), soFar);
        soFar.forEach(builder::addRequested);
        listed.forEach(builder::addListed);
        return new Snapshot(List.copyOf(builder.reports.values()), List.copyOf(discoveries), pollDuration);
    }

    private void addRequested(StatusRequest request) {
        Target target = request.target();
        if (!(request.outcome() instanceof Failed failed)) {
            add(target, request.outcome());
            return;
        }
        Failure failure = failed.failure();
        if (failure.tokenUnknown() && accepted.contains(target.identity())) {
            // It was accepted in another Region.
            failure = failure.withReason(FailureReason.REGION_DISABLED);
        }
        // A member account sees an organization trail, but only the owner may read its status, so this is no error.
        if (!target.notOwner() || failure.reason() != FailureReason.NOT_VISIBLE) {
            add(target, new Failed(failure));
        }
    }

    /** Trails that are not in the snapshot: without a request, or with one added after the requests were read. */
    private void addListed(ListedTrailPoll listed) {
        Failed failed = new Failed(listed.failure());
        for (TrailKey key : listed.keys()) {
            if (key.accountId().isEmpty()) {
                reports.putIfAbsent(
                        key, new TrailReport(key, Optional.empty(), listed.accountName(), failed, TrailMetadata.NONE));
            } else {
                add(listed.target(key), failed);
            }
        }
    }

    private void add(Target target, TrailOutcome outcome) {
        String accountId = target.arn().accountId();
        // The name in the configuration, else the name in the organization.
        String accountName =
                target.accountName().isEmpty() ? accountNames.getOrDefault(accountId, "") : target.accountName();
        reports.putIfAbsent(
                target.key(),
                new TrailReport(target.key(), Optional.of(target.arn()), accountName, outcome, cache.metadata(target)));
    }
}
