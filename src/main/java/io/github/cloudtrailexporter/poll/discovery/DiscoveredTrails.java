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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The trails that discovery knows. A trail that is missing stays for one more cycle, so that a poll reports its end
 * ({@code trail_not_found}) before it disappears; a discovery that failed changes nothing.
 */
final class DiscoveredTrails {

    /**
     * What one source discovers: an account and Region. Sorted in the order of the configuration.
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

    /**
     * The last discovery of an area that succeeded.
     *
     * @param found the trails to poll
     * @param missing the trails of the discovery before that were not found any more
     * @param known whether there was such a discovery; until then, no trails means nothing
     * @param visible all trails there; none if the Region is disabled
     */
    private record AreaState(
            Collection<Target> found, Collection<Target> missing, boolean known, List<VisibleTrails> visible) {

        private static final AreaState UNKNOWN = new AreaState(List.of(), List.of(), false, List.of());

        AreaState next(Collection<Target> targets, List<VisibleTrails> nowVisible) {
            Set<TrailKey> keys = targets.stream().map(Target::key).collect(Collectors.toSet());
            List<Target> gone = found.stream()
                    .filter(target -> !keys.contains(target.key()))
                    .toList();
            return new AreaState(targets, gone, true, nowVisible);
        }

        Stream<Target> trails() {
            return Stream.concat(found.stream(), missing.stream());
        }
    }

    /** A trail and the area in which it was discovered. */
    private record Candidate(Area area, Target target) {

        /** Through its owner if the owner is discovered; else in the order of the configuration. */
        static Candidate better(Candidate first, Candidate other) {
            return first.target().notOwner() && !other.target().notOwner() ? other : first;
        }
    }

    private final Shard shard;
    private final Map<Area, AreaState> areas = new ConcurrentSkipListMap<>();

    /** Why the last discovery of an area failed; none for areas where it succeeded, maybe some for areas that are gone. */
    private final Map<Area, Failure> failures = new ConcurrentHashMap<>();

    /** The last known accounts of each source. */
    private final Map<Integer, List<Account>> accounts = new ConcurrentSkipListMap<>();

    /** Sources whose accounts could not be listed, or were not yet: until then, no trails means nothing. */
    private final Map<Integer, DiscoveryReport> unlisted = new ConcurrentHashMap<>();

    /** The areas that the current cycle has discovered or failed to discover. */
    private final Set<Area> covered = ConcurrentHashMap.newKeySet();

    /** The sources whose accounts the current cycle has listed. */
    private final Set<Integer> listed = ConcurrentHashMap.newKeySet();

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
                .forEach(target -> best.merge(target.key(), new Candidate(area, target), Candidate::better)));
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
        failures.remove(area);
    }

    /** The same for the area that reports, with this failure, that there may be others which are not known. */
    void succeededInPart(Area area, Collection<Target> targets, VisibleTrails visible, Failure failure) {
        failures.put(area, failure);
        put(area, targets, List.of(visible));
    }

    /** The Region is disabled: it has no trails, and nothing can happen there that a trail could record. */
    void disabled(Area area) {
        put(area, List.of(), List.of());
        failures.remove(area);
    }

    private void put(Area area, Collection<Target> targets, List<VisibleTrails> visible) {
        areas.put(area, areas.getOrDefault(area, AreaState.UNKNOWN).next(targets, visible));
        covered.add(area);
    }

    /** The discovery of an area failed: its known trails stay. */
    void failed(Area area, Failure failure) {
        // First the failure, because an area without one is reported as discovered.
        failures.put(area, failure);
        areas.putIfAbsent(area, AreaState.UNKNOWN);
        covered.add(area);
    }

    /** The accounts of a source have been listed. */
    void accountsListed(int source, List<Account> accountsOfSource) {
        accounts.put(source, accountsOfSource);
        listed.add(source);
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

    /** The accounts of all sources, in the order of the configuration. */
    private Stream<Account> accounts() {
        return accounts.values().stream().flatMap(List::stream);
    }

    /** The names of all accounts that have one, by id; the first source in the configuration decides. */
    Map<String, String> accountNames() {
        return accounts()
                .filter(account -> !account.name().isEmpty())
                .collect(Collectors.toMap(Account::id, Account::name, (first, other) -> first));
    }

    /** A cycle has ended: the trails of all areas that it did not cover are missing. */
    void cycleEnded() {
        unlisted.keySet().removeAll(listed);
        // Of areas that an earlier cycle removed, because a report in progress may contain those removed now.
        failures.keySet().retainAll(areas.keySet());
        areas.forEach((area, state) -> {
            if (!covered.contains(area)) {
                drop(area, state);
            }
        });
        covered.clear();
        listed.clear();
    }

    private void drop(Area area, AreaState state) {
        if (state.found().isEmpty()) {
            areas.remove(area);
        } else {
            areas.put(area, new AreaState(List.of(), state.found(), state.known(), List.of()));
        }
    }

    /**
     * The credentials to read the event selectors of each visible trail with: those of its owner if that is discovered, then
     * those of an account that sees it.
     */
    Map<TrailArn, List<AwsIdentity>> readers() {
        Map<TrailArn, VisibleTrails> viewers = new HashMap<>();
        Set<TrailArn> wanted = new HashSet<>();
        areas.forEach((area, state) -> state.visible().forEach(visible -> {
            visible.trails().keySet().forEach(arn -> viewers.merge(arn, visible, VisibleTrails::better));
            if (shard.owns(area.accountId(), area.region())) {
                wanted.addAll(visible.trails().keySet());
            }
        }));
        Map<String, AwsIdentity> owners =
                accounts().collect(Collectors.toMap(Account::id, Account::identity, (first, other) -> first));
        return wanted.stream().collect(Collectors.toMap(arn -> arn, arn -> {
            AwsIdentity viewer = viewers.get(arn).identity();
            return Stream.of(owners.getOrDefault(arn.accountId(), viewer), viewer)
                    .distinct()
                    .toList();
        }));
    }

    /**
     * One report for each account and Region, although several sources may discover it. Each trail counts once.
     *
     * @param cache has their event selectors
     */
    Collection<DiscoveryReport> reports(MetadataCache cache) {
        Map<Area, Long> trails =
                best().values().stream().collect(Collectors.groupingBy(Candidate::area, Collectors.counting()));
        Stream<DiscoveryReport> discovered = areas.entrySet().stream()
                .filter(entry ->
                        shard.owns(entry.getKey().accountId(), entry.getKey().region()))
                .map(entry -> report(entry.getKey(), entry.getValue(), trails.getOrDefault(entry.getKey(), 0L), cache));
        // Failures of sources come last, because that of an area is more specific.
        return DiscoveryReport.merge(Stream.concat(discovered, unlisted.values().stream()));
    }

    private DiscoveryReport report(Area area, AreaState state, long trails, MetadataCache cache) {
        Optional<Failure> failure = Optional.ofNullable(failures.get(area));
        return new DiscoveryReport(
                area.accountId(),
                area.region(),
                state.known() ? OptionalInt.of((int) trails) : OptionalInt.empty(),
                failure,
                state.visible().stream()
                        .filter(visible -> failure.isEmpty())
                        .findFirst()
                        .flatMap(visible -> visible.recording(cache)));
    }
}
