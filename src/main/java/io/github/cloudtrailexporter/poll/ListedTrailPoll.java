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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * A listed trail in one poll. It resolves the name in the configuration to targets: credentials, then the account, then
 * the Regions. Where that fails, the trail is in the snapshot with the failure.
 */
final class ListedTrailPoll {

    /** What the listing has been resolved to so far. */
    sealed interface Resolution {}

    /** The targets are known. */
    record Resolved(List<Target> targets) implements Resolution {}

    /** There are no targets, for this reason. */
    record Unresolved(Failure failure) implements Resolution {}

    private final ListedTrail listing;
    private final Poll poll;
    private final CompletableFuture<Void> resolved = new CompletableFuture<>();
    private volatile Resolution resolution = new Unresolved(Failure.of(FailureReason.NOT_RUN));

    ListedTrailPoll(ListedTrail listing, Poll poll) {
        this.listing = listing;
        this.poll = poll;
    }

    ListedTrail listing() {
        return listing;
    }

    Resolution resolution() {
        return resolution;
    }

    /** None as long as they are not known. */
    List<Target> targets() {
        return resolution instanceof Resolved known ? known.targets() : List.of();
    }

    /** Completes as soon as the targets are known and requested, or cannot be known. */
    CompletableFuture<Void> resolved() {
        return resolved;
    }

    /** Requests the status of the trail in all its Regions. Never fails. */
    CompletableFuture<Void> start() {
        return poll.session(listing.identity(), listing.name().homeRegion())
                .thenCompose(this::resolve)
                .exceptionally(error -> {
                    resolution = new Unresolved(AwsCallException.failureOf(error));
                    resolved.complete(null);
                    return null;
                });
    }

    /** Whether the listing may name this trail; certain only once the account is known. */
    boolean mayName(TrailArn arn) {
        boolean sameName = listing.name().trail().equals(arn.name())
                && listing.name().homeRegion().equals(arn.homeRegion());
        return sameName && (knownAccount().isEmpty() || knownAccount().equals(arn.accountId()));
    }

    /** Whether this trail in this Region is in the snapshot because of the listing, with a status or with a failure. */
    boolean shows(TrailKey key) {
        return resolution instanceof Resolved known
                ? known.targets().stream().anyMatch(target -> target.key().equals(key))
                : placeholders().contains(key);
    }

    private CompletableFuture<Void> resolve(Session session) {
        resolution = new Unresolved(Failure.of(FailureReason.TIMEOUT));
        return arn(session).thenCombine(regions(session), this::targets).thenCompose(targets -> {
            resolution = new Resolved(targets);
            CompletableFuture<Void> answered = poll.requestAll(session, targets);
            resolved.complete(null);
            return answered;
        });
    }

    private List<Target> targets(TrailArn arn, Collection<String> regions) {
        return regions.stream()
                .filter(region -> poll.resources().plan().shard().owns(arn.accountId(), region))
                .map(region -> new Target(listing.identity(), arn, region, listing.accountName(), false))
                .toList();
    }

    private CompletableFuture<TrailArn> arn(Session session) {
        if (listing.name() instanceof ListedTrail.ByName named) {
            return poll.calls()
                    .submit(Priority.SIGN_IN, () -> session.accountId(poll.remaining()))
                    .thenApply(id -> {
                        cache().putAccountId(listing.identity(), id);
                        return named.inAccount(id);
                    });
        }
        return CompletableFuture.completedFuture(((ListedTrail.ByArn) listing.name()).arn());
    }

    private CompletableFuture<? extends Collection<String>> regions(Session session) {
        if (listing.regions() instanceof Regions.Enabled) {
            String queryRegion = listing.name().homeRegion();
            return cache().enabledRegions(
                            poll.calls(),
                            listing.identity(),
                            () -> session.enabledRegions(queryRegion, poll.remaining()))
                    .thenApply(this::withHome);
        }
        return CompletableFuture.completedFuture(knownRegions());
    }

    /** The home Region is polled in any case, because the trail lives there. */
    private Set<String> withHome(Set<String> enabled) {
        Set<String> regions = new TreeSet<>(enabled);
        regions.add(listing.name().homeRegion());
        return regions;
    }

    private Collection<String> knownRegions() {
        if (listing.regions() instanceof Regions.Listed listed) {
            return listed.names();
        }
        if (listing.regions() instanceof Regions.Enabled) {
            return withHome(cache().knownRegions(listing.identity()));
        }
        return List.of(listing.name().homeRegion());
    }

    /** The keys that are in the snapshot as long as there are no targets. */
    List<TrailKey> placeholders() {
        return knownRegions().stream()
                .filter(region -> poll.resources().plan().shard().owns(knownAccount(), region))
                .map(this::placeholder)
                .toList();
    }

    private TrailKey placeholder(String region) {
        return new TrailKey(
                knownAccount(),
                region,
                listing.name().homeRegion(),
                listing.name().trail());
    }

    private String knownAccount() {
        return listing.name() instanceof ListedTrail.ByArn byArn
                ? byArn.arn().accountId()
                : cache().accountId(listing.identity());
    }

    private MetadataCache cache() {
        return poll.resources().cache();
    }
}
