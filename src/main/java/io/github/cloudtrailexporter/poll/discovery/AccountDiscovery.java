package io.github.cloudtrailexporter.poll.discovery;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallBatch;
import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.poll.MetadataCache.RegionAccess;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.Account;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.Area;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.AreaState;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.View;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The discovery of one account in one cycle: its Regions, and the trails in those Regions that belong to this shard.
 *
 * <p>An organization trail is visible in every account of the organization but polled through its owner. The
 * representative reports it too, on every shard, because the shard depends on the owner, which may be unknown.
 */
final class AccountDiscovery {

    private final DiscoveryCycle cycle;
    private final int number;
    private final Account account;
    private final DiscoverySource source;
    private final Shard shard;
    private final String queryRegion;

    /** The responses, and below the failures, by Region. */
    private final Map<String, Map<TrailArn, TrailSettings>> trails = new ConcurrentHashMap<>();

    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    /** Why the enabled Regions could not be requested; null if they could. */
    private volatile Failure regionsFailure;

    AccountDiscovery(DiscoveryCycle cycle, int number, Account account) {
        this.cycle = cycle;
        this.number = number;
        this.account = account;
        Plan plan = cycle.resources().plan();
        this.source = plan.sources().get(number);
        this.shard = plan.shard();
        this.queryRegion = source.queryRegion(plan.region());
    }

    /** Discovers the account and stores the results. Never fails. */
    CompletableFuture<Void> run() {
        List<String> known = wanted(knownRegions());
        if (known.isEmpty() && !wantsEnabledRegions()) {
            return CompletableFuture.completedFuture(null);
        }
        return cycle.session(account.identity(), queryRegion)
                .thenCompose(this::discover)
                .exceptionally(error -> noSession(known, AwsCallException.failureOf(error)))
                .thenAccept(cycle::store);
    }

    private boolean wantsEnabledRegions() {
        return source.regions() instanceof Regions.Enabled;
    }

    private Collection<String> knownRegions() {
        if (source.regions() instanceof Regions.Listed listed) {
            return listed.names();
        }
        Set<String> known =
                wantsEnabledRegions() ? cycle.resources().cache().knownRegions(account.identity()) : Set.of();
        return known.isEmpty() ? Set.of(queryRegion) : known;
    }

    private List<String> wanted(Collection<String> regions) {
        return regions.stream()
                .filter(region -> account.representative() || shard.owns(account.id(), region))
                .toList();
    }

    private Map<Area, AreaState> noSession(List<String> regions, Failure failure) {
        return regions.stream()
                .map(this::area)
                .collect(Collectors.toMap(
                        area -> area, area -> cycle.known().state(area).failed(failure)));
    }

    private CompletableFuture<Map<Area, AreaState>> discover(Session session) {
        return regions(session)
                .thenCompose(regions -> CallBatch.all(regions.stream().map(region -> describe(session, region)))
                        .thenCompose(nothing -> testToken(session))
                        .thenApply(nothing -> states(regions)));
    }

    private CompletableFuture<List<String>> regions(Session session) {
        if (!wantsEnabledRegions()) {
            return CompletableFuture.completedFuture(wanted(knownRegions()));
        }
        return cycle.enabledRegions(account.identity(), session, queryRegion).handle((enabled, error) -> {
            regionsFailure = error == null ? null : AwsCallException.failureOf(error);
            return wanted(error == null ? enabled : knownRegions());
        });
    }

    private CompletableFuture<Void> describe(Session session, String region) {
        RegionAccess where = new RegionAccess(account.identity(), region);
        return cycle.trails(where, session)
                .thenAccept(response -> trails.put(region, response))
                .exceptionally(error -> {
                    failures.put(region, AwsCallException.failureOf(error));
                    return null;
                });
    }

    /** Calls one more Region if the token is unknown in each Region so far: they may be disabled, or the token invalid. */
    private CompletableFuture<Void> testToken(Session session) {
        boolean inDoubt = !isTokenAccepted() && failures.values().stream().anyMatch(Failure::tokenUnknown);
        return inDoubt ? describe(session, queryRegion) : CompletableFuture.completedFuture(null);
    }

    /** AWS checks the token before the permissions. A refusal without AWS's code may be that of a proxy. */
    private boolean isTokenAccepted() {
        return (wantsEnabledRegions() && regionsFailure == null)
                || !trails.isEmpty()
                || failures.values().stream()
                        .anyMatch(failure -> failure.reason() == FailureReason.ACCESS_DENIED
                                && !failure.code().isEmpty());
    }

    private Map<Area, AreaState> states(List<String> regions) {
        Map<Area, AreaState> states = new HashMap<>();
        regions.forEach(region -> states.put(area(region), state(region)));
        if (regionsFailure != null) {
            Area area = area(queryRegion);
            states.put(
                    area, states.getOrDefault(area, cycle.known().state(area)).failed(regionsFailure));
        }
        return states;
    }

    private AreaState state(String region) {
        AreaState before = cycle.known().state(area(region));
        Failure failure = failures.get(region);
        if (failure == null) {
            return before.discovered(targets(region), new View(account, trails.get(region)), null);
        }
        boolean disabled =
                failure.reason() == FailureReason.REGION_DISABLED || (failure.tokenUnknown() && isTokenAccepted());
        // A disabled Region has no trails, and nothing can happen there that a trail could record.
        return disabled ? before.discovered(List.of(), null, null) : before.failed(failure);
    }

    private List<Target> targets(String region) {
        return trails.get(region).keySet().stream()
                .filter(arn -> shard.owns(arn.accountId(), region))
                .filter(arn -> source.trailNames().test(arn.name()))
                .filter(arn -> account.representative() || isOwn(arn))
                .map(arn -> new Target(account.identity(), arn, region, isOwn(arn) ? account.name() : "", !isOwn(arn)))
                .toList();
    }

    private boolean isOwn(TrailArn arn) {
        return arn.accountId().equals(account.id());
    }

    private Area area(String region) {
        return new Area(number, account.id(), region);
    }
}
