package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.Target;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The discovered trails in one poll: those known at its start and, during the first discovery cycle, those known at the
 * end of that cycle. A trail that is also listed is polled as the list specifies.
 */
final class DiscoveredTrailsPoll {

    private final TrailDiscovery discovery;
    private final Poll poll;
    private final Map<String, List<ListedTrailPoll>> listedByName;

    /** Completes with the trails that belong to this poll. */
    private final CompletableFuture<Collection<Target>> targets = new CompletableFuture<>();

    DiscoveredTrailsPoll(TrailDiscovery discovery, Poll poll) {
        this.discovery = discovery;
        this.poll = poll;
        this.listedByName = poll.listed().stream()
                .collect(Collectors.groupingBy(listed -> listed.listing().name().trail()));
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
        if (discovery.firstCycle().isDone()) {
            return requestAll();
        }
        return CallBatch.all(
                List.of(request(discovery.targets()), discovery.firstCycle().thenCompose(nothing -> requestAll())));
    }

    private CompletableFuture<Void> requestAll() {
        targets.complete(discovery.targets());
        return request(targets.join());
    }

    private CompletableFuture<Void> request(Collection<Target> wanted) {
        Map<AwsIdentity, List<Target>> byIdentity = wanted.stream().collect(Collectors.groupingBy(Target::identity));
        return CallBatch.all(byIdentity.entrySet().stream()
                .map(entry -> request(entry.getKey(), entry.getValue()))
                .toList());
    }

    private CompletableFuture<Void> request(AwsIdentity identity, List<Target> wanted) {
        return poll.session(identity, wanted.get(0).region())
                .thenCompose(session -> forUnlisted(wanted, target -> poll.request(session, target)))
                .exceptionallyCompose(error ->
                        forUnlisted(wanted, target -> poll.failWithoutCall(target, AwsCallException.failureOf(error))));
    }

    private CompletableFuture<Void> forUnlisted(List<Target> wanted, Function<Target, CompletableFuture<Void>> action) {
        return CallBatch.all(
                wanted.stream().map(target -> forUnlisted(target, action)).toList());
    }

    /** Waits for the listings with the same name, because it is not certain before that which trail they name. */
    private CompletableFuture<Void> forUnlisted(Target target, Function<Target, CompletableFuture<Void>> action) {
        List<ListedTrailPoll> sameName = listedByName.getOrDefault(target.arn().name(), List.of()).stream()
                .filter(listed -> listed.mayName(target.arn()))
                .toList();
        return CallBatch.all(sameName.stream().map(ListedTrailPoll::resolved).toList())
                .thenCompose(nothing -> sameName.stream().anyMatch(listed -> listed.shows(target.key()))
                        ? CompletableFuture.completedFuture(null)
                        : action.apply(target));
    }
}
