package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.Target;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The discovered trails in one poll: those that are known when it begins, and those of the first round if it waits for it.
 * A trail that is listed, too, is asked about as the list says.
 */
final class DiscoveredRun {

    private final Discovery discovery;
    private final PollRun run;
    private final Map<String, List<ListingRun>> listings;
    private volatile Optional<Collection<Target>> targets = Optional.empty();

    DiscoveredRun(Discovery discovery, PollRun run) {
        this.discovery = discovery;
        this.run = run;
        this.listings = run.listings().stream()
                .collect(Collectors.groupingBy(
                        listing -> listing.listing().name().trail()));
    }

    /** The trails that belong to this poll; while the first round lasts, whatever is found by now. */
    Collection<Target> targets() {
        return targets.orElseGet(discovery::targets);
    }

    CompletableFuture<Void> start() {
        if (discovery.firstRound().isDone()) {
            return askAll();
        }
        return PollRun.all(
                List.of(ask(discovery.targets()), discovery.firstRound().thenCompose(nothing -> askAll())));
    }

    private CompletableFuture<Void> askAll() {
        Collection<Target> known = discovery.targets();
        targets = Optional.of(known);
        return ask(known);
    }

    private CompletableFuture<Void> ask(Collection<Target> wanted) {
        Map<AwsIdentity, List<Target>> byIdentity = wanted.stream().collect(Collectors.groupingBy(Target::identity));
        return PollRun.all(byIdentity.entrySet().stream()
                .map(entry -> ask(entry.getKey(), entry.getValue()))
                .toList());
    }

    private CompletableFuture<Void> ask(AwsIdentity identity, List<Target> wanted) {
        return run.session(identity, wanted.get(0).region())
                .thenCompose(session -> unlessListed(wanted, target -> run.ask(session, target)))
                .exceptionallyCompose(
                        error -> unlessListed(wanted, target -> run.cannotAsk(target, PollRun.failureOf(error))));
    }

    private CompletableFuture<Void> unlessListed(List<Target> wanted, Function<Target, CompletableFuture<Void>> ask) {
        return PollRun.all(
                wanted.stream().map(target -> unlessListed(target, ask)).toList());
    }

    /** An entry of the list is a trail for sure only when its account and Regions are known. */
    private CompletableFuture<Void> unlessListed(Target target, Function<Target, CompletableFuture<Void>> ask) {
        List<ListingRun> sameName = listings.getOrDefault(target.arn().name(), List.of()).stream()
                .filter(listing -> listing.mayName(target.arn()))
                .toList();
        return PollRun.all(sameName.stream().map(ListingRun::resolved).toList())
                .thenCompose(nothing -> sameName.stream().anyMatch(listing -> listing.shows(target.key()))
                        ? CompletableFuture.completedFuture(null)
                        : ask.apply(target));
    }
}
