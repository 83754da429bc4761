package io.github.cloudtrailexporter.poll.discovery;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallBatch;
import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.poll.MetadataCache.RegionAccess;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.Area;
import io.github.cloudtrailexporter.poll.discovery.SourceAccounts.Account;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The discovery of one account in one cycle: its Regions, and the trails in those Regions that belong to this shard.
 *
 * <p>An organization trail is visible in every account of the organization but polled through its owner. One account,
 * the representative, also reports the trails of other owners, in case the owner's account cannot be accessed. It does so
 * on every shard, because the shard depends on the owner, which is not known beforehand.
 */
final class AccountDiscovery {

    private final DiscoveryCycle cycle;
    private final SourceAccounts source;
    private final Account account;
    private final boolean representative;
    private final String queryRegion;

    /** The failures by Region: stored at the end, because whether the token is accepted elsewhere decides what they mean. */
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    /** The failure of the request for the enabled Regions, by the Region that was queried; at most one. */
    private final Map<String, Failure> regionsFailures = new ConcurrentHashMap<>();

    private volatile boolean tokenAccepted;

    AccountDiscovery(DiscoveryCycle cycle, SourceAccounts source, Account account, boolean representative) {
        this.cycle = cycle;
        this.source = source;
        this.account = account;
        this.representative = representative;
        this.queryRegion = cycle.queryRegion(source.source(), account.identity());
    }

    /** Discovers the account and stores the results. Never fails. */
    CompletableFuture<Void> run() {
        if (!wantsEnabledRegions() && knownRegions().stream().noneMatch(this::isWanted)) {
            return CompletableFuture.completedFuture(null);
        }
        return cycle.session(account.identity(), queryRegion)
                .thenCompose(this::runWith)
                .exceptionally(error -> failAll(AwsCallException.failureOf(error)));
    }

    private CompletableFuture<Void> runWith(Session session) {
        return regions(session)
                .thenCompose(regions -> describeAll(session, regions))
                .thenCompose(nothing -> testToken(session))
                .thenRun(this::storeFailures);
    }

    private boolean wantsEnabledRegions() {
        return source.source().regions() instanceof Regions.Enabled;
    }

    private CompletableFuture<Collection<String>> regions(Session session) {
        if (!wantsEnabledRegions()) {
            return CompletableFuture.completedFuture(knownRegions());
        }
        return cycle.enabledRegions(account.identity(), session, queryRegion).handle((enabled, error) -> {
            if (error == null) {
                tokenAccepted = true;
                return enabled;
            }
            regionsFailures.put(queryRegion, AwsCallException.failureOf(error));
            return knownRegions();
        });
    }

    private Collection<String> knownRegions() {
        if (source.source().regions() instanceof Regions.Listed listed) {
            return listed.names();
        }
        Set<String> known = cycle.discovered().regions(source.number(), account.id());
        return wantsEnabledRegions() && !known.isEmpty() ? known : List.of(queryRegion);
    }

    private boolean isWanted(String region) {
        return representative || cycle.shard().owns(account.id(), region);
    }

    private CompletableFuture<Void> describeAll(Session session, Collection<String> regions) {
        return CallBatch.all(regions.stream()
                .filter(this::isWanted)
                .map(region -> describe(session, region))
                .toList());
    }

    private CompletableFuture<Void> describe(Session session, String region) {
        return trails(session, region).handle((trails, error) -> {
            if (error == null) {
                tokenAccepted = true;
                store(region, trails);
            } else {
                failures.put(region, AwsCallException.failureOf(error));
            }
            return null;
        });
    }

    private void store(String region, Map<TrailArn, TrailSettings> trails) {
        List<Target> targets = targets(region, trails.keySet());
        VisibleTrails visible = new VisibleTrails(account.identity(), representative, trails);
        if (regionsFailures.containsKey(region)) {
            cycle.discovered().succeededInPart(area(region), targets, visible, regionsFailures.get(region));
        } else {
            cycle.discovered().succeeded(area(region), targets, visible);
        }
    }

    private CompletableFuture<Map<TrailArn, TrailSettings>> trails(Session session, String region) {
        return cycle.trails(new RegionAccess(account.identity(), region), session);
    }

    /** Calls one more Region if the token is unknown in each Region so far: they may be disabled, or the token invalid. */
    private CompletableFuture<Void> testToken(Session session) {
        boolean inDoubt = !tokenAccepted && failures.values().stream().anyMatch(Failure::tokenUnknown);
        if (!inDoubt || failures.containsKey(queryRegion)) {
            return CompletableFuture.completedFuture(null);
        }
        return trails(session, queryRegion).handle((trails, error) -> {
            tokenAccepted = error == null || AwsCallException.failureOf(error).reason() == FailureReason.ACCESS_DENIED;
            return null;
        });
    }

    private void storeFailures() {
        failures.forEach((region, failure) -> {
            if (isDisabledRegion(failure)) {
                cycle.discovered().disabled(area(region));
            } else {
                cycle.discovered().failed(area(region), failure);
            }
        });
        regionsFailures.forEach((region, failure) -> cycle.discovered().failed(area(region), failure));
    }

    private boolean isDisabledRegion(Failure failure) {
        return failure.reason() == FailureReason.REGION_DISABLED || (failure.tokenUnknown() && tokenAccepted);
    }

    /** The account cannot be accessed. */
    private Void failAll(Failure failure) {
        knownRegions().stream()
                .filter(this::isWanted)
                .forEach(region -> cycle.discovered().failed(area(region), failure));
        return null;
    }

    private Area area(String region) {
        return new Area(source.number(), account.id(), region);
    }

    private List<Target> targets(String region, Collection<TrailArn> arns) {
        return arns.stream()
                .filter(arn -> cycle.shard().owns(arn.accountId(), region))
                .filter(arn -> source.source().trailNames().test(arn.name()))
                .filter(arn -> representative || isOwn(arn))
                .map(arn -> new Target(account.identity(), arn, region, isOwn(arn) ? account.name() : "", !isOwn(arn)))
                .toList();
    }

    private boolean isOwn(TrailArn arn) {
        return arn.accountId().equals(account.id());
    }
}
