package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CallPool.Batch;
import io.github.cloudtrailexporter.poll.CallPool.Rank;
import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.target.AwsIdentity;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The lookups that are due in one poll, each made once. They never fail: what fails is remembered as failed. */
final class DueLookups {

    private final Lookups memory;
    private final Batch calls;
    private final Supplier<Duration> remaining;
    private final Map<AwsIdentity, CompletableFuture<Set<String>>> regions = new ConcurrentHashMap<>();
    private final Map<Lookups.Place, CompletableFuture<Void>> settings = new ConcurrentHashMap<>();

    DueLookups(Lookups memory, Batch calls, Supplier<Duration> remaining) {
        this.memory = memory;
        this.calls = calls;
        this.remaining = remaining;
    }

    /** The Regions enabled for the account; those known before if they cannot be had now; none if they never could. */
    CompletableFuture<Set<String>> enabledRegions(Session session, AwsIdentity identity, String askedIn) {
        if (!memory.regionsDue(identity)) {
            return CompletableFuture.completedFuture(memory.regions(identity).orElse(Set.of()));
        }
        return regions.computeIfAbsent(
                identity,
                who -> calls.submit(Rank.SIGN_IN, () -> session.enabledRegions(askedIn, remaining.get()))
                        .handle((enabled, error) -> {
                            if (error == null) {
                                memory.regionsAre(who, enabled);
                            } else {
                                memory.regionsFailed(who, PollRun.failureOf(error));
                            }
                            return memory.regions(who).orElse(Set.of());
                        }));
    }

    /** Looks up the settings of all trails that can be seen from this place. */
    CompletableFuture<Void> settings(Session session, Lookups.Place place) {
        if (!memory.settingsDue(place)) {
            return CompletableFuture.completedFuture(null);
        }
        return settings.computeIfAbsent(
                place,
                here -> calls.submit(Rank.SETTINGS, () -> session.describeTrails(here.region(), remaining.get()))
                        .handle((described, error) -> {
                            if (error == null) {
                                memory.settingsAre(here, described);
                            } else {
                                memory.settingsFailed(here, PollRun.failureOf(error));
                            }
                            return null;
                        }));
    }
}
