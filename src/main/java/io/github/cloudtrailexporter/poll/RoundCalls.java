package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CallPool.Batch;
import io.github.cloudtrailexporter.poll.CallPool.Rank;
import io.github.cloudtrailexporter.poll.CloudTrailPort.OrganizationAccount;
import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
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
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** The calls of one discovery round: each is made once, however many sources want its answer. */
final class RoundCalls {

    /** No call may take longer; each one ends sooner by a limit of its own. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final CloudTrailPort port;
    private final Lookups lookups;
    private final Batch calls;
    private final Map<AwsIdentity, CompletableFuture<Session>> sessions = new ConcurrentHashMap<>();
    private final Map<AwsIdentity, CompletableFuture<String>> accountIds = new ConcurrentHashMap<>();
    private final Map<AwsIdentity, CompletableFuture<List<OrganizationAccount>>> members = new ConcurrentHashMap<>();
    private final Map<AwsIdentity, CompletableFuture<Set<String>>> regions = new ConcurrentHashMap<>();
    private final Map<Lookups.Place, CompletableFuture<Map<TrailArn, TrailSettings>>> trails =
            new ConcurrentHashMap<>();

    RoundCalls(Equipment context, Batch calls) {
        this.port = context.port();
        this.lookups = context.lookups();
        this.calls = calls;
    }

    private <T> CompletableFuture<T> call(CallPool.Call<T> call) {
        return calls.submit(Rank.SETTINGS, call);
    }

    CompletableFuture<Session> session(AwsIdentity identity, String region) {
        return sessions.computeIfAbsent(identity, who -> call(() -> port.signIn(who, region, PATIENCE)));
    }

    CompletableFuture<String> accountId(AwsIdentity identity, Session session) {
        return accountIds.computeIfAbsent(identity, who -> call(() -> session.accountId(PATIENCE)));
    }

    /** There is no organization without accounts. */
    CompletableFuture<List<OrganizationAccount>> organizationAccounts(AwsIdentity identity, Session session) {
        return members.computeIfAbsent(
                identity,
                who -> call(() -> session.organizationAccounts(PATIENCE)).thenApply(RoundCalls::notEmpty));
    }

    /**
     * The Regions enabled for the account. It may be one of those that have not enabled the Region that is asked: then
     * the first Region of the partition is asked, which nobody can disable.
     */
    CompletableFuture<Set<String>> enabledRegions(AwsIdentity identity, Session session, String region) {
        String first = Partition.firstRegion(Partition.of(region));
        return regions.computeIfAbsent(
                identity,
                who -> enabledRegions(session, region)
                        .exceptionallyCompose(error -> isRefusedHere(error) && !region.equals(first)
                                ? enabledRegions(session, first)
                                : CompletableFuture.failedFuture(error))
                        .whenComplete((enabled, error) -> {
                            if (error == null) {
                                lookups.regionsFed(who, enabled);
                            }
                        }));
    }

    private CompletableFuture<Set<String>> enabledRegions(Session session, String region) {
        return call(() -> session.enabledRegions(region, PATIENCE)).thenApply(RoundCalls::notEmpty);
    }

    private static boolean isRefusedHere(Throwable error) {
        FailureReason reason = PollRun.failureOf(error).reason();
        return reason == FailureReason.CREDENTIALS || reason == FailureReason.REGION_DISABLED;
    }

    CompletableFuture<Map<TrailArn, TrailSettings>> trails(Lookups.Place place, Session session) {
        return trails.computeIfAbsent(
                place,
                here -> call(() -> session.describeTrails(here.region(), PATIENCE))
                        .thenApply(described -> {
                            lookups.settingsFed(here, described);
                            return described;
                        }));
    }

    /** An answer that names nothing where there is always something is none: it must not make what is known disappear. */
    private static <T, C extends Collection<T>> C notEmpty(C answer) {
        if (answer.isEmpty()) {
            throw new CompletionException(new AwsCallException(FailureReason.BAD_RESPONSE));
        }
        return answer;
    }
}
