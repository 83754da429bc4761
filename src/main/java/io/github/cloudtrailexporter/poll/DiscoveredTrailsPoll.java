package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome;
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
    private final List<ListedTrailPoll> listed;
    private final TrailRequests requests;

    DiscoveredTrailsPoll(TrailDiscovery discovery, List<ListedTrailPoll> listed, TrailRequests requests) {
        this.discovery = discovery;
        this.listed = listed;
        this.requests = requests;
    }

    TrailDiscovery discovery() {
        return discovery;
    }

    /** Requests the status of all discovered trails. Never fails. */
    CompletableFuture<Void> start() {
        CompletableFuture<Void> firstCycle = discovery.firstCycle();
        return firstCycle.isDone()
                ? requestKnown()
                : CallBatch.all(List.of(requestKnown(), firstCycle.thenCompose(nothing -> requestKnown())));
    }

    /**
     * A trail that is also listed is polled as the list specifies. Until the account and the Regions of a listing are known,
     * which may be during the first poll, the identity that polls it is not certain; but it is polled once.
     */
    private CompletableFuture<Void> requestKnown() {
        Set<TrailKey> alsoListed = listed.stream()
                .flatMap(listing -> listing.placeholders().stream())
                .collect(Collectors.toSet());
        List<Target> targets = discovery.targets().stream()
                .filter(target -> !alsoListed.contains(target.key()))
                .toList();
        Map<AwsIdentity, List<StatusRequest>> byIdentity = requests.add(targets).stream()
                .collect(Collectors.groupingBy(request -> request.target().identity()));
        return CallBatch.all(byIdentity.entrySet().stream()
                .map(entry -> submit(entry.getKey(), entry.getValue()))
                .toList());
    }

    private CompletableFuture<Void> submit(AwsIdentity identity, List<StatusRequest> added) {
        return requests.session(identity, added.get(0).target().region())
                .thenCompose(session -> requests.submit(added, session))
                .exceptionally(error -> {
                    TrailOutcome failed = new TrailOutcome.Failed(AwsCallException.failureOf(error));
                    added.forEach(request -> request.ended(failed));
                    return null;
                });
    }
}
