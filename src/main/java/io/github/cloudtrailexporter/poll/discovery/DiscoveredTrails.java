package io.github.cloudtrailexporter.poll.discovery;

import io.github.cloudtrailexporter.poll.MetadataCache;
import io.github.cloudtrailexporter.poll.discovery.SourceAccounts.Account;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The trails that discovery knows. A trail that is missing stays for one more cycle, so that a poll reports its end
 * ({@code trail_not_found}) before it disappears; a discovery that failed changes nothing.
 */
final class DiscoveredTrails {

    /**
     * What one source discovers: an account and Region.
     *
     * @param source the number of the source in the configuration; two may discover the same account and Region
     */
    record Area(int source, String accountId, String region) implements Comparable<Area> {
        private static final Comparator<Area> ORDER = Comparator.comparingInt(Area::source)
                .thenComparing(Area::accountId)
                .thenComparing(Area::region);

        @Override
        public int compareTo(Area other) {
            return ORDER.compare(this, other);
        }
    }

    /** A trail and how many discoveries in a row have missed it. */
    private record TrackedTrail(Target target, int misses) {}

    /**
     * The last discovery of an area.
     *
     * @param known whether a discovery has succeeded here; until then, no trails means nothing
     * @param visible of the last discovery, or of the last successful one; none if the Region is disabled
     */
    private record AreaState(
            Map<TrailKey, TrackedTrail> trails,
            boolean known,
            Optional<Failure> failure,
            List<VisibleTrails> visible) {}

    /** A trail and the area in which it was discovered. */
    private record Candidate(Area area, Target target) {
        /** Through its owner if the owner is discovered; else in the order of the configuration. */
        private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(
                        (Candidate candidate) -> candidate.target().notOwner())
                .thenComparing(Candidate::area);
    }

    private static final int MISSES_UNTIL_GONE = 2;

    private final Shard shard;
    private final Map<Area, AreaState> areas = new ConcurrentHashMap<>();

    /** The last known accounts of each source. */
    private final Map<Integer, List<Account>> accounts = new ConcurrentHashMap<>();

    /** Sources whose accounts could not be listed, or were not yet: until then, no trails means nothing. */
    private final Map<Integer, DiscoveryReport> unlisted = new ConcurrentHashMap<>();

    /** @param shard whose areas are reported */
    DiscoveredTrails(Shard shard) {
        this.shard = shard;
    }

    /** Every known trail in every Region, each once. */
    Collection<Target> targets() {
        return best().values().stream().map(Candidate::target).toList();
    }

    private Map<TrailKey, Candidate> best() {
        Map<TrailKey, Candidate> best = new HashMap<>();
        areas.forEach((area, state) -> state.trails()
                .forEach((key, tracked) -> best.merge(
                        key, new Candidate(area, tracked.target()), BinaryOperator.minBy(Candidate.BEST_FIRST))));
        return best;
    }

    /** The Regions of an account that a source has discovered. */
    Set<String> regions(int source, String accountId) {
        return areas.keySet().stream()
                .filter(area -> area.source() == source && area.accountId().equals(accountId))
                .map(Area::region)
                .collect(Collectors.toSet());
    }

    /**
     * The discovery of an area returned these trails.
     *
     * @param targets those to poll
     * @param visible all of them
     */
    void succeeded(Area area, Collection<Target> targets, VisibleTrails visible) {
        put(area, targets, List.of(visible));
    }

    /** The Region is disabled: it has no trails, and nothing can happen there that a trail could record. */
    void disabled(Area area) {
        put(area, List.of(), List.of());
    }

    private void put(Area area, Collection<Target> targets, List<VisibleTrails> visible) {
        areas.compute(area, (here, before) -> {
            Map<TrailKey, TrackedTrail> now = before == null ? new HashMap<>() : missed(before);
            targets.forEach(target -> now.put(target.key(), new TrackedTrail(target, 0)));
            return new AreaState(now, true, Optional.empty(), visible);
        });
    }

    /** The discovery of an area failed: its known trails stay. */
    void failed(Area area, Failure failure) {
        areas.compute(
                area,
                (here, before) -> before == null
                        ? new AreaState(Map.of(), false, Optional.of(failure), List.of())
                        : new AreaState(before.trails(), before.known(), Optional.of(failure), before.visible()));
    }

    /** The accounts of a source have been listed. */
    void accountsListed(int source, List<Account> listed) {
        accounts.put(source, listed);
    }

    /**
     * The accounts of a source could not be listed, or were not yet: those known before stay.
     *
     * @param accountId of the credentials; empty if it is not known
     */
    void accountsFailed(int source, String accountId, String region, Failure failure) {
        unlisted.put(source, new DiscoveryReport(accountId, region, OptionalInt.empty(), Optional.of(failure)));
    }

    /** The last known accounts of a source. */
    List<Account> accounts(int source) {
        return accounts.getOrDefault(source, List.of());
    }

    /** The names of all accounts that have one, by id; the first source in the configuration decides. */
    Map<String, String> accountNames() {
        Map<String, String> names = new HashMap<>();
        new TreeMap<>(accounts)
                .values().stream()
                        .flatMap(List::stream)
                        .filter(account -> !account.name().isEmpty())
                        .forEach(account -> names.putIfAbsent(account.id(), account.name()));
        return names;
    }

    /**
     * A cycle has ended: the trails of all areas that it did not cover are missing.
     *
     * @param listed the sources whose accounts it has listed
     */
    void cycleEnded(Set<Area> covered, Set<Integer> listed) {
        unlisted.keySet().removeAll(listed);
        for (Area gone : new HashSet<>(areas.keySet())) {
            if (!covered.contains(gone)) {
                areas.computeIfPresent(gone, (here, before) -> {
                    Map<TrailKey, TrackedTrail> left = missed(before);
                    return left.isEmpty() ? null : new AreaState(left, before.known(), before.failure(), List.of());
                });
            }
        }
    }

    private static Map<TrailKey, TrackedTrail> missed(AreaState before) {
        Map<TrailKey, TrackedTrail> left = new HashMap<>();
        before.trails().forEach((key, tracked) -> {
            if (tracked.misses() + 1 < MISSES_UNTIL_GONE) {
                left.put(key, new TrackedTrail(tracked.target(), tracked.misses() + 1));
            }
        });
        return left;
    }

    /**
     * The credentials to read the event selectors of each visible trail with: those of its owner if that is discovered, then
     * those of an account that sees it.
     */
    Map<TrailArn, List<AwsIdentity>> readers() {
        Map<TrailArn, VisibleTrails> viewers = new HashMap<>();
        Set<TrailArn> wanted = new HashSet<>();
        new TreeMap<>(areas)
                .forEach((area, state) -> state.visible().forEach(visible -> {
                    visible.trails().keySet().forEach(arn -> viewers.merge(arn, visible, DiscoveredTrails::better));
                    if (shard.owns(area.accountId(), area.region())) {
                        wanted.addAll(visible.trails().keySet());
                    }
                }));
        Map<String, AwsIdentity> owners = identities();
        return wanted.stream().collect(Collectors.toMap(arn -> arn, arn -> {
            AwsIdentity viewer = viewers.get(arn).identity();
            return Stream.of(owners.getOrDefault(arn.accountId(), viewer), viewer)
                    .distinct()
                    .toList();
        }));
    }

    private static VisibleTrails better(VisibleTrails one, VisibleTrails other) {
        return other.representative() && !one.representative() ? other : one;
    }

    /** The credentials for each account; those of the first source in the configuration. */
    private Map<String, AwsIdentity> identities() {
        Map<String, AwsIdentity> identities = new HashMap<>();
        new TreeMap<>(accounts)
                .values().stream()
                        .flatMap(List::stream)
                        .forEach(account -> identities.putIfAbsent(account.id(), account.identity()));
        return identities;
    }

    /**
     * One report for each account and Region, although several sources may discover it. Each trail counts once.
     *
     * @param cache knows what the trails record
     */
    Collection<DiscoveryReport> reports(MetadataCache cache) {
        Map<Area, Long> trails =
                best().values().stream().collect(Collectors.groupingBy(Candidate::area, Collectors.counting()));
        Stream<DiscoveryReport> discovered = new TreeMap<>(areas)
                .entrySet().stream()
                        .filter(entry -> shard.owns(
                                entry.getKey().accountId(), entry.getKey().region()))
                        .map(entry -> report(
                                entry.getKey(), entry.getValue(), trails.getOrDefault(entry.getKey(), 0L), cache));
        // Failures of sources come last, because that of an area is more specific.
        return Stream.concat(discovered, unlisted.values().stream())
                .collect(Collectors.toMap(
                        report -> List.of(report.accountId(), report.awsRegion()),
                        report -> report,
                        DiscoveryReport::merge))
                .values();
    }

    private static DiscoveryReport report(Area area, AreaState state, long trails, MetadataCache cache) {
        return new DiscoveryReport(
                area.accountId(),
                area.region(),
                state.known() ? OptionalInt.of((int) trails) : OptionalInt.empty(),
                state.failure(),
                state.failure().isPresent()
                        ? Optional.empty()
                        : state.visible().stream().findFirst().flatMap(visible -> visible.recording(cache)));
    }
}
