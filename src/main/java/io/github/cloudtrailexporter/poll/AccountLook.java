package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CallPool.Batch;
import io.github.cloudtrailexporter.poll.CallPool.Rank;
import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.poll.Findings.Place;
import io.github.cloudtrailexporter.poll.SourceAccounts.Account;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** One look into one account: its Regions, and the trails in each of them that is this shard's. */
final class AccountLook {

    private final Equipment context;
    private final Batch calls;
    private final Findings findings;
    private final SourceAccounts source;
    private final Account account;
    private final Set<String> covered;
    private final Map<String, Map<TrailArn, TrailSettings>> described = new ConcurrentHashMap<>();
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    AccountLook(DiscoveryRound round, SourceAccounts source, Account account, Set<String> covered) {
        this.context = round.context();
        this.calls = round.calls();
        this.findings = round.findings();
        this.source = source;
        this.account = account;
        this.covered = covered;
    }

    /** Looks, and tells the findings. The result is the places that were looked into; it never fails. */
    CompletableFuture<Set<Place>> look() {
        return calls.submit(
                        Rank.SETTINGS, () -> context.port().signIn(account.access(), hint(), DiscoveryRound.PATIENCE))
                .thenCompose(session -> regions(session).thenCompose(regions -> describe(session, regions)))
                .exceptionally(error -> {
                    knownRegions().forEach(region -> failures.put(region, PollRun.failureOf(error)));
                    return null;
                })
                .thenApply(nothing -> tell());
    }

    /** Where the account's Regions and credentials are asked for. */
    private String hint() {
        return source.source().regions() instanceof Regions.Listed listed
                ? listed.names().get(0)
                : context.region();
    }

    private CompletableFuture<Collection<String>> regions(Session session) {
        if (!(source.source().regions() instanceof Regions.Enabled)) {
            return CompletableFuture.completedFuture(knownRegions());
        }
        return calls.submit(Rank.SETTINGS, () -> session.enabledRegions(hint(), DiscoveryRound.PATIENCE))
                .handle((enabled, error) -> {
                    if (error == null) {
                        return enabled;
                    }
                    failures.put(hint(), PollRun.failureOf(error));
                    return knownRegions();
                });
    }

    private Collection<String> knownRegions() {
        if (source.source().regions() instanceof Regions.Listed listed) {
            return listed.names();
        }
        Set<String> known = findings.regions(source.number(), account.id());
        boolean home = source.source().regions() instanceof Regions.Home || known.isEmpty();
        return home ? List.of(context.region()) : known;
    }

    private CompletableFuture<Void> describe(Session session, Collection<String> regions) {
        return PollRun.all(regions.stream()
                .filter(region -> context.shard().owns(account.id(), region))
                .map(region -> calls.submit(
                                Rank.SETTINGS, () -> session.describeTrails(region, DiscoveryRound.PATIENCE))
                        .handle((trails, error) -> {
                            if (error == null) {
                                described.put(region, trails);
                            } else {
                                failures.putIfAbsent(region, PollRun.failureOf(error));
                            }
                            return null;
                        }))
                .toList());
    }

    private Set<Place> tell() {
        Set<Place> places = ConcurrentHashMap.newKeySet();
        described.forEach((region, trails) -> {
            places.add(place(region));
            context.lookups().settingsFed(new Lookups.Place(account.access(), region), trails);
            findings.found(place(region), targets(region, trails.keySet()));
        });
        failures.forEach((region, failure) -> {
            if (context.shard().owns(account.id(), region)) {
                places.add(place(region));
                tell(region, failure);
            }
        });
        return places;
    }

    private void tell(String region, Failure failure) {
        boolean disabled =
                failure.reason() == FailureReason.REGION_DISABLED || (failure.tokenUnknown() && !described.isEmpty());
        if (disabled) {
            findings.found(place(region), List.of());
        } else {
            findings.failed(place(region), failure);
        }
    }

    private Place place(String region) {
        return new Place(source.number(), account.id(), region);
    }

    private List<Target> targets(String region, Collection<TrailArn> arns) {
        List<Target> targets = new ArrayList<>();
        for (TrailArn arn : arns) {
            if (source.source().trailNames().test(arn.name())) {
                target(region, arn).ifPresent(targets::add);
            }
        }
        return targets;
    }

    /**
     * An organization trail is seen from every account of the organization but asked about through its owner only; where
     * nobody looks into the owner's account, through one account that sees it.
     */
    private Optional<Target> target(String region, TrailArn arn) {
        if (arn.accountId().equals(account.id())) {
            return Optional.of(new Target(account.access(), arn, region, account.name(), false));
        }
        if (covered.contains(arn.accountId()) || !source.isRepresentative(account)) {
            return Optional.empty();
        }
        return Optional.of(new Target(account.access(), arn, region, "", true));
    }
}
