package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.TrailKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

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
    record Place(int source, String accountId, String region) {}

    /** A trail and how many looks in a row did not find it. */
    private record Finding(Target target, int misses) {}

    private record Look(Map<TrailKey, Finding> findings, Optional<Failure> failure) {}

    private static final int MISSES_UNTIL_GONE = 2;

    private final Map<Place, Look> looks = new ConcurrentHashMap<>();

    /** Every known trail in every Region, each once. */
    Collection<Target> targets() {
        Map<TrailKey, Target> targets = new LinkedHashMap<>();
        looks.values().forEach(look -> look.findings().forEach((key, finding) -> targets.put(key, finding.target())));
        return targets.values();
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
            return new Look(now, Optional.empty());
        });
    }

    /** A look into a place failed: what was known there stays. */
    void failed(Place place, Failure failure) {
        looks.compute(
                place, (here, before) -> new Look(before == null ? Map.of() : before.findings(), Optional.of(failure)));
    }

    /** A round has ended that looked into these places; what is known of others is missed. */
    void lookedInto(Set<Place> places) {
        for (Place gone : new HashSet<>(looks.keySet())) {
            if (!places.contains(gone)) {
                looks.computeIfPresent(gone, (here, before) -> {
                    Map<TrailKey, Finding> left = missed(before);
                    return left.isEmpty() ? null : new Look(left, before.failure());
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

    /** One report for each account and Region, although several sources may look into it. */
    List<DiscoveryReport> reports() {
        Map<Place, Look> byPlace =
                new TreeMap<>(Comparator.comparing(Place::accountId).thenComparing(Place::region));
        looks.forEach((place, look) -> byPlace.merge(place, look, Findings::merged));
        return byPlace.entrySet().stream()
                .map(entry -> new DiscoveryReport(
                        entry.getKey().accountId(),
                        entry.getKey().region(),
                        OptionalInt.of(entry.getValue().findings().size()),
                        entry.getValue().failure()))
                .toList();
    }

    private static Look merged(Look one, Look other) {
        Map<TrailKey, Finding> findings = new HashMap<>(one.findings());
        findings.putAll(other.findings());
        return new Look(findings, one.failure().or(other::failure));
    }
}
