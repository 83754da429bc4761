package io.github.cloudtrailexporter.poll.discovery;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallBatch;
import io.github.cloudtrailexporter.poll.CallBatch.Call;
import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.MetadataCache.RegionAccess;
import io.github.cloudtrailexporter.poll.PollerResources;
import io.github.cloudtrailexporter.poll.Priority;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.Area;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.SourceState;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Partition;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * One discovery of everything: the accounts of every source, then the Regions of every account, then the trails of every
 * Region, in parallel as far as the concurrency allows. A failure affects its own account or Region only. Each identity
 * signs in once, and each of its Regions is called once, however many sources need them.
 */
final class DiscoveryCycle {

    /** Far longer than a cycle in the largest organization takes. */
    static final Duration LONGEST_CYCLE = Duration.ofMinutes(10);

    private final PollerResources resources;
    private final AtomicReference<DiscoveredTrails> known;
    private final CallBatch calls;
    private final Map<Area, AreaState> discovered = new ConcurrentHashMap<>();

    /** @param known receives the results: those of an account when it is complete, because another account may hang */
    DiscoveryCycle(PollerResources resources, AtomicReference<DiscoveredTrails> known) {
        this.resources = resources;
        this.known = known;
        this.calls = new CallBatch(resources.pool(), Deadline.in(LONGEST_CYCLE));
    }

    PollerResources resources() {
        return resources;
    }

    DiscoveredTrails known() {
        return known.get();
    }

    /** Discovers everything once. Never fails. */
    CompletableFuture<Void> run() {
        List<CompletableFuture<SourceState>> sources = IntStream.range(
                        0, resources.plan().sources().size())
                .mapToObj(number -> new SourceDiscovery(this, number).run())
                .toList();
        return CallBatch.all(sources).thenRun(() -> {
            List<SourceState> states =
                    sources.stream().map(CompletableFuture::join).toList();
            known.updateAndGet(before -> before.after(states, discovered));
        });
    }

    void store(Map<Area, AreaState> ofAccount) {
        discovered.putAll(ofAccount);
        known.updateAndGet(before -> before.with(ofAccount));
    }

    /** Cuts the cycle short: calls that have not returned have failed. */
    void end() {
        calls.end();
    }

    <T> CompletableFuture<T> submit(Call<T> call) {
        return calls.submit(Priority.BACKGROUND, call);
    }

    CompletableFuture<Session> session(AwsIdentity identity, String region) {
        return calls.once(identity, () -> submit(timeout -> resources.port().signIn(identity, region, timeout)));
    }

    /**
     * The Regions enabled for the account. The account may not have enabled the Region that is queried: then the first
     * Region of the partition is queried, which cannot be disabled.
     */
    CompletableFuture<Set<String>> enabledRegions(AwsIdentity identity, Session session, String queryRegion) {
        String first = Partition.ofRegion(queryRegion).firstRegion();
        return submit(timeout -> {
                    Set<String> enabled = notEmpty(session.enabledRegions(queryRegion, timeout));
                    resources.cache().putRegions(identity, enabled);
                    return enabled;
                })
                .exceptionallyCompose(error -> isRefusedInRegion(error) && !queryRegion.equals(first)
                        ? enabledRegions(identity, session, first)
                        : CompletableFuture.failedFuture(error));
    }

    private static boolean isRefusedInRegion(Throwable error) {
        FailureReason reason = AwsCallException.failureOf(error).reason();
        return reason == FailureReason.CREDENTIALS || reason == FailureReason.REGION_DISABLED;
    }

    CompletableFuture<Map<TrailArn, TrailSettings>> trails(RegionAccess where, Session session) {
        return calls.once(
                where,
                () -> submit(timeout -> {
                    Map<TrailArn, TrailSettings> described = session.describeTrails(where.region(), timeout);
                    resources.cache().putSettings(where, described);
                    return described;
                }));
    }

    /** There is always an account and a Region: an empty response is invalid and must not remove what is known. */
    static <T, C extends Collection<T>> C notEmpty(C response) throws AwsCallException {
        if (response.isEmpty()) {
            throw new AwsCallException(FailureReason.BAD_RESPONSE);
        }
        return response;
    }

    /**
     * Reads the event selectors of all visible trails, unless a poll has read them: a replica needs those of every trail
     * that is visible in its accounts and Regions, also if another one polls the trail. Never fails.
     */
    CompletableFuture<Void> readSelectors() {
        return CallBatch.all(known().readers().entrySet().stream()
                .map(trail -> readSelectors(trail.getKey(), trail.getValue()))
                .toList());
    }

    private CompletableFuture<Void> readSelectors(TrailArn arn, AwsIdentity reader) {
        return session(reader, arn.homeRegion())
                .thenCompose(session -> resources.cache().loadSelectors(calls, reader, arn, session));
    }
}
