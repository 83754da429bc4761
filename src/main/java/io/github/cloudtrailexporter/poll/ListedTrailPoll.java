package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * A listed trail in one poll. It resolves the name in the configuration to targets: credentials, then the account, then
 * the Regions. Where that fails, the trail is in the snapshot with the failure.
 */
final class ListedTrailPoll {

    private final ListedTrail listing;
    private final String homeRegion;
    private final TrailRequests requests;
    private final MetadataCache cache;

    /** Null until they are known. */
    private volatile List<Target> targets;

    private volatile Failure failure = Failure.of(FailureReason.NOT_RUN);

    ListedTrailPoll(ListedTrail listing, TrailRequests requests) {
        this.listing = listing;
        this.homeRegion = listing.name().homeRegion();
        this.requests = requests;
        this.cache = requests.resources().cache();
    }

    ListedTrail listing() {
        return listing;
    }

    /** Empty until they are known. */
    Optional<List<Target>> targets() {
        return Optional.ofNullable(targets);
    }

    /** Why the targets are not known. */
    Failure failure() {
        return failure;
    }

    /** Requests the status of the trail in all its Regions. Never fails. */
    CompletableFuture<Void> start() {
        return requests.session(listing.identity(), homeRegion)
                .thenCompose(
                        session -> resolve(session).thenCompose(known -> requests.submit(requests.add(known), session)))
                .exceptionally(error -> {
                    failure = AwsCallException.failureOf(error);
                    return null;
                });
    }

    private CompletableFuture<List<Target>> resolve(Session session) {
        failure = Failure.of(FailureReason.TIMEOUT);
        return accountId(session).thenCombine(regions(session), (account, regions) -> {
            TrailArn arn = listing.name().inAccount(account);
            targets = regions.stream()
                    .filter(region -> requests.resources().plan().shard().owns(account, region))
                    .map(region -> new Target(listing.identity(), arn, region, listing.accountName(), false))
                    .toList();
            return targets;
        });
    }

    private CompletableFuture<String> accountId(Session session) {
        if (!listing.name().accountId().isEmpty()) {
            return CompletableFuture.completedFuture(listing.name().accountId());
        }
        return requests.accountId(listing.identity(), session).thenApply(id -> {
            cache.putAccountId(listing.identity(), id);
            return id;
        });
    }

    private CompletableFuture<Collection<String>> regions(Session session) {
        CompletableFuture<Void> loaded = listing.regions() instanceof Regions.Enabled
                ? cache.loadRegions(requests.calls(), listing.identity(), session, homeRegion)
                : CompletableFuture.completedFuture(null);
        return loaded.thenApply(nothing -> knownRegions());
    }

    private Collection<String> knownRegions() {
        if (listing.regions() instanceof Regions.Listed listed) {
            return listed.names();
        }
        Set<String> regions = new TreeSet<>();
        if (listing.regions() instanceof Regions.Enabled) {
            regions.addAll(cache.knownRegions(listing.identity()));
        }
        // Polled in any case, because the trail lives there.
        regions.add(homeRegion);
        return regions;
    }

    /**
     * The keys that the trail has in the snapshot as long as its targets are not known: with the account and the Regions that
     * are known from the configuration or from an earlier poll.
     */
    List<TrailKey> placeholders() {
        String configured = listing.name().accountId();
        String account = configured.isEmpty() ? cache.accountId(listing.identity()) : configured;
        return knownRegions().stream()
                .filter(region -> requests.resources().plan().shard().owns(account, region))
                .map(region ->
                        new TrailKey(account, region, homeRegion, listing.name().trail()))
                .toList();
    }
}
