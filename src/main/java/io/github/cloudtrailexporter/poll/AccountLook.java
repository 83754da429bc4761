package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.poll.Findings.Place;
import io.github.cloudtrailexporter.poll.SourceAccounts.Account;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One look into one account: its Regions, and the trails in each of them that is this shard's.
 *
 * <p>An organization trail is seen from every account of the organization but asked about through its owner. One account,
 * the representative, also brings those of other owners, for the case that nobody can look into the owner's account. It
 * does so on every shard, because the shard is that of the owner, whom nobody knows beforehand.
 */
final class AccountLook {

    private final DiscoveryRound round;
    private final SourceAccounts source;
    private final Account account;
    private final boolean representative;
    private final String hint;
    private final Map<String, Map<TrailArn, TrailSettings>> described = new ConcurrentHashMap<>();
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private volatile Optional<Failure> regionsFailure = Optional.empty();

    AccountLook(DiscoveryRound round, SourceAccounts source, Account account, boolean representative) {
        this.round = round;
        this.source = source;
        this.account = account;
        this.representative = representative;
        this.hint = round.askedIn(source.source(), account.identity());
    }

    /** Looks, and tells the findings. The result is the places that were looked into; it never fails. */
    CompletableFuture<Set<Place>> look() {
        boolean regionsAreKnown = !(source.source().regions() instanceof Regions.Enabled);
        if (regionsAreKnown && knownRegions().stream().noneMatch(this::isWanted)) {
            return CompletableFuture.completedFuture(Set.of());
        }
        return round.session(account.identity(), hint)
                .thenCompose(this::lookAs)
                .exceptionally(error -> tellAll(PollRun.failureOf(error)));
    }

    private CompletableFuture<Set<Place>> lookAs(Session session) {
        return regions(session)
                .thenCompose(regions -> describe(session, regions))
                .thenCompose(nothing -> isTokenGood(session))
                .thenApply(this::tell);
    }

    private CompletableFuture<Collection<String>> regions(Session session) {
        if (!(source.source().regions() instanceof Regions.Enabled)) {
            return CompletableFuture.completedFuture(knownRegions());
        }
        return round.enabledRegions(account.identity(), session, hint).handle((enabled, error) -> {
            if (error == null) {
                return enabled;
            }
            regionsFailure = Optional.of(PollRun.failureOf(error));
            return knownRegions();
        });
    }

    private Collection<String> knownRegions() {
        if (source.source().regions() instanceof Regions.Listed listed) {
            return listed.names();
        }
        Set<String> known = round.findings().regions(source.number(), account.id());
        boolean home = source.source().regions() instanceof Regions.Home || known.isEmpty();
        return home ? List.of(hint) : known;
    }

    private boolean isOwn(String region) {
        return round.shard().owns(account.id(), region);
    }

    private boolean isWanted(String region) {
        return representative || isOwn(region);
    }

    private CompletableFuture<Void> describe(Session session, Collection<String> regions) {
        return PollRun.all(regions.stream()
                .filter(this::isWanted)
                .map(region -> round.trails(account.identity(), session, region).handle((trails, error) -> {
                    if (error == null) {
                        described.put(region, trails);
                    } else {
                        failures.put(region, PollRun.failureOf(error));
                    }
                    return null;
                }))
                .toList());
    }

    /**
     * Whether a Region that does not know the token is a disabled one: it is if the token is good elsewhere. If no Region
     * of this look has accepted it, one more is asked.
     */
    private CompletableFuture<Boolean> isTokenGood(Session session) {
        boolean listedByAws = source.source().regions() instanceof Regions.Enabled && regionsFailure.isEmpty();
        boolean doubt = failures.values().stream().anyMatch(Failure::tokenUnknown);
        if (!doubt || listedByAws || !described.isEmpty() || failures.containsKey(hint)) {
            return CompletableFuture.completedFuture(listedByAws || !described.isEmpty());
        }
        return round.trails(account.identity(), session, hint)
                .handle((trails, error) ->
                        error == null || PollRun.failureOf(error).reason() == FailureReason.ACCESS_DENIED);
    }

    private Set<Place> tell(boolean tokenGood) {
        Set<Place> places = new HashSet<>();
        described.forEach((region, trails) -> {
            places.add(place(region));
            round.findings().found(place(region), targets(region, trails.keySet()));
        });
        failures.forEach((region, failure) -> {
            places.add(place(region));
            boolean disabled =
                    failure.reason() == FailureReason.REGION_DISABLED || (failure.tokenUnknown() && tokenGood);
            if (disabled) {
                round.findings().found(place(region), List.of());
            } else {
                round.findings().failed(place(region), failure);
            }
        });
        regionsFailure.ifPresent(failure -> {
            places.add(place(hint));
            round.findings().failed(place(hint), failure);
        });
        return places;
    }

    /** Nothing could be asked in this account. */
    private Set<Place> tellAll(Failure failure) {
        Set<Place> places = new HashSet<>();
        knownRegions().stream().filter(this::isWanted).forEach(region -> {
            places.add(place(region));
            round.findings().failed(place(region), failure);
        });
        return places;
    }

    private Place place(String region) {
        return new Place(source.number(), account.id(), region);
    }

    private List<Target> targets(String region, Collection<TrailArn> arns) {
        List<Target> targets = new ArrayList<>();
        for (TrailArn arn : arns) {
            if (round.shard().owns(arn.accountId(), region)
                    && source.source().trailNames().test(arn.name())) {
                target(region, arn).ifPresent(targets::add);
            }
        }
        return targets;
    }

    private Optional<Target> target(String region, TrailArn arn) {
        if (arn.accountId().equals(account.id())) {
            return Optional.of(new Target(account.identity(), arn, region, account.name(), false));
        }
        return representative ? Optional.of(new Target(account.identity(), arn, region, "", true)) : Optional.empty();
    }
}
