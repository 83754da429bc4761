package io.github.cloudtrailexporter.poll.discovery;

import io.github.cloudtrailexporter.poll.MetadataCache;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.DiscoveryReport.RecordingTrails;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.RecordedEvents;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The trails that discovery knows at one moment. A trail that is missing stays for one more cycle, so that a poll reports
 * its end ({@code trail_not_found}) before it disappears; a discovery that failed changes nothing.
 *
 * @param areas sorted in the order of the configuration
 */
record DiscoveredTrails(Plan plan, List<SourceState> sources, TreeMap<Area, AreaState> areas) {

    /** An account and Region of a source, by its number in the configuration; two sources may have the same. */
    record Area(int source, String accountId, String region) {
        private static final Comparator<Area> ORDER = Comparator.comparingInt(Area::source)
                .thenComparing(Area::accountId)
                .thenComparing(Area::region);
    }

    /**
     * An account of a source.
     *
     * @param name from the configuration or the organization; may be empty
     * @param representative whether it is the one account that also reports organization trails of other owners, because
     *     the owner may not be accessible
     */
    record Account(String id, String name, AwsIdentity identity, boolean representative) {}

    /** The last known accounts of a source, and why they could not be listed or were not yet; null if they were. */
    record SourceState(DiscoverySource source, List<Account> accounts, Failure failure) {}

    /**
     * What one source knows about an account and Region.
     *
     * @param found the trails to poll, from the last discovery that succeeded
     * @param missing the trails of the discovery before that were not found any more
     * @param known whether there was such a discovery; until then, no trails means nothing
     * @param view null if the last discovery failed, or if the Region is disabled
     * @param failure why the last discovery failed; null if it succeeded
     */
    record AreaState(List<Target> found, List<Target> missing, boolean known, View view, Failure failure) {

        static final AreaState UNKNOWN = new AreaState(List.of(), List.of(), false, null, null);

        /** After a discovery that failed: the known trails stay. */
        AreaState failed(Failure newFailure) {
            return new AreaState(found, missing, known, null, newFailure);
        }

        AreaState discovered(List<Target> targets, View newView, Failure newFailure) {
            Set<TrailKey> keys = targets.stream().map(Target::key).collect(Collectors.toSet());
            List<Target> nowMissing = found.stream()
                    .filter(target -> !keys.contains(target.key()))
                    .toList();
            return new AreaState(targets, nowMissing, true, newView, newFailure);
        }

        Stream<Target> trails() {
            return Stream.concat(found.stream(), missing.stream());
        }
    }

    /** All trails that an account sees in a Region (own, shadow, organization), whatever the configuration selects. */
    record View(Account account, Map<TrailArn, TrailSettings> trails) {

        /** How many record management events; empty if any is not known, because a smaller number would be wrong. */
        Optional<RecordingTrails> recording(MetadataCache cache) {
            List<RecordedEvents> events = trails.entrySet().stream()
                    .flatMap(trail -> cache.events(trail.getKey(), trail.getValue()).stream())
                    .toList();
            long read = events.stream().filter(RecordedEvents::read).count();
            long write = events.stream().filter(RecordedEvents::write).count();
            return events.size() < trails.size()
                    ? Optional.empty()
                    : Optional.of(new RecordingTrails((int) read, (int) write));
        }
    }

    private record Candidate(Area area, Target target) {}

    static DiscoveredTrails none(Plan plan) {
        Failure notRun = Failure.of(FailureReason.NOT_RUN);
        List<SourceState> sources = plan.sources().stream()
                .map(source -> new SourceState(source, List.of(), notRun))
                .toList();
        return new DiscoveredTrails(plan, sources, new TreeMap<>(Area.ORDER));
    }

    /** During a cycle that has discovered these areas. */
    DiscoveredTrails with(Map<Area, AreaState> discovered) {
        TreeMap<Area, AreaState> all = new TreeMap<>(areas);
        all.putAll(discovered);
        return new DiscoveredTrails(plan, sources, all);
    }

    /** After a cycle with these results: the trails of all other areas are missing. */
    DiscoveredTrails after(List<SourceState> listed, Map<Area, AreaState> discovered) {
        TreeMap<Area, AreaState> all = new TreeMap<>(areas);
        all.values().removeIf(state -> state.found().isEmpty());
        all.replaceAll((area, state) -> state.discovered(List.of(), null, state.failure()));
        all.putAll(discovered);
        return new DiscoveredTrails(plan, listed, all);
    }

    AreaState state(Area area) {
        return areas.getOrDefault(area, AreaState.UNKNOWN);
    }

    Collection<Target> targets() {
        return candidates().map(Candidate::target).toList();
    }

    /** Through its owner if the owner is discovered; else in the order of the configuration. */
    private Stream<Candidate> candidates() {
        Map<TrailKey, Candidate> best = areas.entrySet().stream()
                .flatMap(area -> area.getValue().trails().map(target -> new Candidate(area.getKey(), target)))
                .sorted(Comparator.comparing(candidate -> candidate.target().notOwner()))
                .collect(Collectors.toMap(
                        candidate -> candidate.target().key(), candidate -> candidate, (first, other) -> first));
        return best.values().stream();
    }

    /** The names of all accounts that have one, by id; the first source in the configuration decides. */
    Map<String, String> accountNames() {
        return sources.stream()
                .flatMap(source -> source.accounts().stream())
                .filter(account -> !account.name().isEmpty())
                .collect(Collectors.toMap(Account::id, Account::name, (first, other) -> first));
    }

    /**
     * The credentials to read the event selectors of each visible trail with, in order: those of its owner if that is
     * discovered, by this shard or another, then those of an account that sees it, preferably a representative, which may
     * be allowed more.
     */
    Map<TrailArn, List<AwsIdentity>> readers() {
        Map<String, AwsIdentity> owners = sources.stream()
                .flatMap(source -> source.accounts().stream())
                .collect(Collectors.toMap(Account::id, Account::identity, (first, other) -> first));
        Map<TrailArn, List<AwsIdentity>> readers = new HashMap<>();
        areas.values().stream()
                .map(AreaState::view)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(view -> !view.account().representative()))
                .forEach(view -> view.trails().keySet().forEach(arn -> {
                    AwsIdentity viewer = view.account().identity();
                    readers.putIfAbsent(arn, List.of(owners.getOrDefault(arn.accountId(), viewer), viewer));
                }));
        return readers;
    }

    /** One report for each account and Region of this shard, even if several sources discover it. Trails count once. */
    Collection<DiscoveryReport> reports(MetadataCache cache) {
        Map<Area, Long> trails = candidates().collect(Collectors.groupingBy(Candidate::area, Collectors.counting()));
        Stream<DiscoveryReport> discovered = areas.entrySet().stream()
                .filter(area -> plan.shard()
                        .owns(area.getKey().accountId(), area.getKey().region()))
                .map(area -> report(area.getKey(), area.getValue(), trails.getOrDefault(area.getKey(), 0L), cache));
        // Failures of sources come last, because that of an area is more specific.
        Stream<DiscoveryReport> unlisted =
                sources.stream().filter(source -> source.failure() != null).map(this::report);
        return DiscoveryReport.merge(Stream.concat(discovered, unlisted));
    }

    /** By the account of the credentials, if that is known. */
    private DiscoveryReport report(SourceState unlisted) {
        DiscoverySource source = unlisted.source();
        return new DiscoveryReport(
                source.scope().identity() instanceof AwsIdentity.Role role ? role.accountId() : "",
                source.queryRegion(plan.region()),
                OptionalInt.empty(),
                Optional.of(unlisted.failure()),
                Optional.empty());
    }

    private static DiscoveryReport report(Area area, AreaState state, long trails, MetadataCache cache) {
        return new DiscoveryReport(
                area.accountId(),
                area.region(),
                state.known() ? OptionalInt.of((int) trails) : OptionalInt.empty(),
                Optional.ofNullable(state.failure()),
                Optional.ofNullable(state.view()).flatMap(view -> view.recording(cache)));
    }
}
