package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

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
    private volatile List<TrailKey> resolved;

    private volatile Failure failure = Failure.of(FailureReason.NOT_RUN);

    ListedTrailPoll(ListedTrail listing, TrailRequests requests) {
        this.listing = listing;
        this.homeRegion = listing.name().homeRegion();
        this.requests = requests;
        this.cache = requests.resources().cache();
    }

    /** The name of the account in the configuration; may be empty. */
    String accountName() {
        return listing.accountName();
    }

    /** Why there are no requests for this trail. */
    Failure failure() {
        return failure;
    }

    /** Requests the status of the trail in all its Regions. Never fails. */
    CompletableFuture<Void> start() {
        return requests.session(listing.identity(), homeRegion)
                .thenCompose(this::resolve)
                .thenCompose(keys -> requests.request(keys.stream().map(this::target)))
                .exceptionally(error -> {
                    failure = AwsCallException.failureOf(error);
                    return null;
                });
    }

    private CompletableFuture<List<TrailKey>> resolve(Session session) {
        CompletableFuture<Void> regions = listing.regions() instanceof Regions.Enabled
                ? cache.loadRegions(requests.calls(), listing.identity(), session, homeRegion)
                : CompletableFuture.completedFuture(null);
        return accountId(session).thenCombine(regions, (account, loaded) -> resolved = keys(account));
    }

    private CompletableFuture<String> accountId(Session session) {
        if (!listing.name().accountId().isEmpty()) {
            return CompletableFuture.completedFuture(listing.name().accountId());
        }
        return requests.accountId(session).thenApply(id -> {
            cache.putAmbientAccount(id);
            return id;
        });
    }

    /** The target with this key, which names an account. */
    Target target(TrailKey key) {
        return new Target(
                listing.identity(),
                listing.name().inAccount(key.accountId()),
                key.awsRegion(),
                listing.accountName(),
                false);
    }

    /** Until resolved, with the account (may be empty) and the Regions of the configuration or of an earlier poll. */
    List<TrailKey> keys() {
        String configured = listing.name().accountId();
        List<TrailKey> known = resolved;
        return known != null ? known : keys(configured.isEmpty() ? cache.ambientAccount() : configured);
    }

    private List<TrailKey> keys(String account) {
        return regions().stream()
                .filter(region -> requests.resources().plan().shard().owns(account, region))
                .map(region ->
                        new TrailKey(account, region, homeRegion, listing.name().trail()))
                .toList();
    }

    private Collection<String> regions() {
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

    /** For a trail in all enabled Regions, whether those could be requested; none if this shard polls none of them. */
    Stream<DiscoveryReport> regionsReport() {
        List<TrailKey> known = resolved;
        if (known == null || known.isEmpty() || !(listing.regions() instanceof Regions.Enabled)) {
            return Stream.empty();
        }
        Optional<Failure> regionsFailure = cache.regionsFailure(listing.identity());
        String account = known.get(0).accountId();
        return Stream.of(
                new DiscoveryReport(account, homeRegion, OptionalInt.empty(), regionsFailure, Optional.empty()));
    }
}
