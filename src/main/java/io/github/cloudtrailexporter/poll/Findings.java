package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
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
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The trails that discovery knows of. A trail that is no longer found stays for one more look, so that its end is seen
 * by a poll ({@code trail_not_found}) and not only by its absence; a look that failed changes nothing.
 */
final class Findings {

    /**
     * What one source looks into: an account and Region.
     *
     * @param source the number of the source in the configuration; two may look into the same account and Region
     */
    record Place(int source, String accountId, String region) implements Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.comparingInt(Place::source)
                .thenComparing(Place::accountId)
                .thenComparing(Place::region);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** A trail and how many looks in a row did not find it. */
    private record Finding(Target target, int misses) {}

    /** @param known whether a look has worked here; until then, that nothing was found says nothing */
    private record Look(Map<TrailKey, Finding> findings, boolean known, Optional<Failure> failure) {}

    /** Where a trail was found. */
    private record Find(Place place, Target target) {
        /** Through its owner if somebody looks into the owner; else in the order of the configuration. */
        private static final Comparator<Find> BEST_FIRST =
                Comparator.comparing((Find find) -> find.target().notOwner()).thenComparing(Find::place);
    }

    private static final int MISSES_UNTIL_GONE = 2;

    private final Shard shard;
    private final Map<Place, Look> looks = new ConcurrentHashMap<>();
    private final Map<Integer, DiscoveryReport> unlisted = new ConcurrentHashMap<>();

    /** Sources that nobody has looked into to the end yet: until then, that nothing was found there says nothing. */
    private final Map<Integer, DiscoveryReport> expected = new ConcurrentHashMap<>();

    /** @param shard whose places are reported */
    Findings(Shard shard) {
        this.shard = shard;
    }

    /** Every known trail in every Region, each once. */
    Collection<Target> targets() {
        return best().values().stream().map(Find::target).toList();
    }

    private Map<TrailKey, Find> best() {
        Map<TrailKey, Find> best = new HashMap<>();
        looks.forEach((place, look) -> look.findings()
                .forEach((key, finding) ->
                        best.merge(key, new Find(place, finding.target()), BinaryOperator.minBy(Find.BEST_FIRST))));
        return best;
    }

    /** The Regions of an account that a source has looked into. */
    Set<String> regions(int source, String accountId) {
        return looks.keySet().stream()
                .filter(place -> place.source() == source && place.accountId().equals(accountId))
                .map(Place::region)
                .collect(Collectors.toSet());
    }

    /** A look into a place found these. */
    void found(Place place, Collection<Target> targets) {
        looks.compute(place, (here, before) -> {
            Map<TrailKey, Finding> now = before == null ? new HashMap<>() : missed(before);
            targets.forEach(target -> now.put(target.key(), new Finding(target, 0)));
            return new Look(now, true, Optional.empty());
        });
    }

    /** A look into a place failed: what was known there stays. */
    void failed(Place place, Failure failure) {
        looks.compute(
                place,
                (here, before) -> before == null
                        ? new Look(Map.of(), false, Optional.of(failure))
                        : new Look(before.findings(), before.known(), Optional.of(failure)));
    }

    /**
     * The first look into a source is still to come.
     *
     * @param accountId of those who look; empty if it is not known
     */
    void expected(int source, String accountId, String region) {
        Failure notYet = Failure.of(FailureReason.NOT_RUN);
        expected.put(source, new DiscoveryReport(accountId, region, OptionalInt.empty(), Optional.of(notYet)));
    }

    /** The accounts of a source are known. */
    void listed(int source) {
        unlisted.remove(source);
    }

    /**
     * The accounts of a source could not be listed.
     *
     * @param accountId of those who list; empty if it is not known
     */
    void notListed(int source, String accountId, String region, Failure failure) {
        unlisted.put(source, new DiscoveryReport(accountId, region, OptionalInt.empty(), Optional.of(failure)));
    }

    /** A round has ended that looked into these places; what is known of others is missed. */
    void lookedInto(Set<Place> places) {
        expected.clear();
        for (Place gone : new HashSet<>(looks.keySet())) {
            if (!places.contains(gone)) {
                looks.computeIfPresent(gone, (here, before) -> {
                    Map<TrailKey, Finding> left = missed(before);
                    return left.isEmpty() ? null : new Look(left, before.known(), before.failure());
                });
            }
        }
    }

    private static Map<TrailKey, Finding> missed(Look before) {
        Map<TrailKey, Finding> left = new HashMap<>();
        before.findings().forEach((key, finding) -> {
            if (finding.misses() + 1 < MISSES_UNTIL_GONE) {
                left.put(key, new Finding(finding.target(), finding.misses() + 1));
            }
        });
        return left;
    }

    /** One report for each account and Region, although several sources may look into it. Each trail counts once. */
    Collection<DiscoveryReport> reports() {
        Map<Place, Long> trails =
                best().values().stream().collect(Collectors.groupingBy(Find::place, Collectors.counting()));
        Stream<DiscoveryReport> looked = looks.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(look ->
                        shard.owns(look.getKey().accountId(), look.getKey().region()))
                .map(look -> report(look.getKey(), look.getValue(), trails));
        // What is expected comes last: a failure that is known says more.
        return Stream.of(unlisted.values().stream(), looked, expected.values().stream())
                .flatMap(reports -> reports)
                .collect(Collectors.toMap(
                        report -> List.of(report.accountId(), report.awsRegion()), report -> report, Findings::merged))
                .values();
    }

    private static DiscoveryReport report(Place place, Look look, Map<Place, Long> trails) {
        int count = trails.getOrDefault(place, 0L).intValue();
        return new DiscoveryReport(
                place.accountId(),
                place.region(),
                look.known() ? OptionalInt.of(count) : OptionalInt.empty(),
                look.failure());
    }

    private static DiscoveryReport merged(DiscoveryReport one, DiscoveryReport other) {
        boolean known = one.trails().isPresent() || other.trails().isPresent();
        int sum = one.trails().orElse(0) + other.trails().orElse(0);
        return new DiscoveryReport(
                one.accountId(),
                one.awsRegion(),
                known ? OptionalInt.of(sum) : OptionalInt.empty(),
                one.failure().or(other::failure));
    }
}
