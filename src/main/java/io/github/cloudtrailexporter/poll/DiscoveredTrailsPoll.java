package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.TrailKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The discovered trails in one poll: those known at its start and, during the first discovery cycle, those known at the
 * end of that cycle.
 */
final class DiscoveredTrailsPoll {

    private final TrailDiscovery discovery;
    private final Poll poll;

    /** The trails that belong to this poll, once the first discovery cycle has ended. */
    private final CompletableFuture<Collection<Target>> targets = new CompletableFuture<>();

    DiscoveredTrailsPoll(TrailDiscovery discovery, Poll poll) {
        this.discovery = discovery;
        this.poll = poll;
    }

    TrailDiscovery discovery() {
        return discovery;
    }

    /** The trails that belong to this poll; during the first discovery cycle, those known by now. */
    Collection<Target> targets() {
        return targets.isDone() ? targets.join() : discovery.targets();
    }

    /** Requests the status of all discovered trails. Never fails. */
    CompletableFuture<Void> start() {
        CompletableFuture<Void> early = discovery.firstCycle().isDone()
                ? CompletableFuture.completedFuture(null)
                : request(discovery.targets());
        CompletableFuture<Void> all = discovery.firstCycle().thenCompose(nothing -> {
            targets.complete(discovery.targets());
            return request(targets.join());
        });
        return CallBatch.all(List.of(early, all));
    }

    /**
     * A trail that is also listed is polled as the list specifies. Until the account and the Regions of a listing are known,
     * which may be during the first poll, the identity that polls it is not certain; but it is polled once.
     */
    private CompletableFuture<Void> request(Collection<Target> wanted) {
        Set<TrailKey> listed = poll.listed().stream()
                .flatMap(listing -> listing.placeholders().stream())
                .collect(Collectors.toSet());
        Map<AwsIdentity, List<Target>> byIdentity = wanted.stream()
                .filter(target -> !listed.contains(target.key()))
                .collect(Collectors.groupingBy(Target::identity));
        return CallBatch.all(byIdentity.entrySet().stream()
                .map(entry -> request(entry.getKey(), entry.getValue()))
                .toList());
    }

    private CompletableFuture<Void> request(AwsIdentity identity, List<Target> wanted) {
        return poll.session(identity, wanted.get(0).region())
                .thenCompose(session -> poll.requestAll(session, wanted))
                .exceptionally(error -> {
                    wanted.forEach(target -> poll.failWithoutCall(target, AwsCallException.failureOf(error)));
                    return null;
                });
    }
}
