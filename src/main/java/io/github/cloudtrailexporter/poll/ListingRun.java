package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CallPool.Rank;
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
 * A listed trail on its way from a name in the configuration to targets that can be asked: credentials, then the
 * account, then the Regions. Where that fails, the trail is on the page with the failure all the same.
 */
final class ListingRun {

    private final ListedTrail listing;
    private final PollRun run;
    private volatile Optional<List<Target>> targets = Optional.empty();
    private volatile Failure failure = Failure.of(FailureReason.NOT_RUN);
    private final CompletableFuture<Void> resolved = new CompletableFuture<>();

    ListingRun(ListedTrail listing, PollRun run) {
        this.listing = listing;
        this.run = run;
    }

    ListedTrail listing() {
        return listing;
    }

    /** The targets, once they are known. */
    Optional<List<Target>> targets() {
        return targets;
    }

    /** Why there are no targets. */
    Failure failure() {
        return failure;
    }

    /** Complete as soon as the targets are known and asked, or cannot be known. */
    CompletableFuture<Void> resolved() {
        return resolved;
    }

    CompletableFuture<Void> start() {
        return run.session(listing.identity(), listing.name().homeRegion())
                .thenCompose(this::resolve)
                .exceptionally(error -> {
                    failure = PollRun.failureOf(error);
                    resolved.complete(null);
                    return null;
                });
    }

    /** Whether the listing may be about this trail; for sure only where both have the account. */
    boolean mayName(TrailArn arn) {
        boolean sameName = listing.name().trail().equals(arn.name())
                && listing.name().homeRegion().equals(arn.homeRegion());
        return sameName && (knownAccount().isEmpty() || knownAccount().equals(arn.accountId()));
    }

    /** Whether the listing puts this trail in this Region on the page, be it with a failure. */
    boolean shows(TrailKey key) {
        return targets.map(found -> found.stream().map(Target::key).toList())
                .orElseGet(this::placeholders)
                .contains(key);
    }

    private CompletableFuture<Void> resolve(Session session) {
        failure = Failure.of(FailureReason.TIMEOUT);
        return arn(session).thenCombine(regions(session), this::targets).thenCompose(found -> {
            targets = Optional.of(found);
            CompletableFuture<Void> answered = run.askAll(session, found);
            resolved.complete(null);
            return answered;
        });
    }

    private List<Target> targets(TrailArn arn, Collection<String> regions) {
        return regions.stream()
                .filter(region -> run.context().shard().owns(arn.accountId(), region))
                .map(region -> new Target(listing.identity(), arn, region, listing.accountName(), false))
                .toList();
    }

    private CompletableFuture<TrailArn> arn(Session session) {
        if (listing.name() instanceof ListedTrail.ByName named) {
            return run.calls()
                    .submit(Rank.SIGN_IN, () -> session.accountId(run.remaining()))
                    .thenApply(id -> {
                        run.context().lookups().accountIs(listing.identity(), id);
                        return named.inAccount(id);
                    });
        }
        return CompletableFuture.completedFuture(((ListedTrail.ByArn) listing.name()).arn());
    }

    private CompletableFuture<? extends Collection<String>> regions(Session session) {
        if (listing.regions() instanceof Regions.Enabled) {
            return run.lookups()
                    .enabledRegions(session, listing.identity(), listing.name().homeRegion())
                    .thenApply(this::withHome);
        }
        return CompletableFuture.completedFuture(knownRegions());
    }

    /** The home Region is asked in any case: the trail lives there. */
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
            return withHome(run.context().lookups().regions(listing.identity()).orElse(Set.of()));
        }
        return List.of(listing.name().homeRegion());
    }

    /** What stands on the page as long as there are no targets. */
    List<TrailKey> placeholders() {
        return knownRegions().stream()
                .filter(region -> run.context().shard().owns(knownAccount(), region))
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
        if (listing.name() instanceof ListedTrail.ByArn byArn) {
            return byArn.arn().accountId();
        }
        return run.context().lookups().account(listing.identity());
    }
}
