package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The requests of one poll: one for each trail and Region, whether it is listed, discovered or both. */
final class TrailRequests {

    private final PollerResources resources;
    private final CallBatch calls;
    private final Map<TrailKey, Priority> priorities;
    private final Map<TrailKey, StatusRequest> requests = new ConcurrentHashMap<>();

    TrailRequests(PollerResources resources, CallBatch calls, Map<TrailKey, Priority> priorities) {
        this.resources = resources;
        this.calls = calls;
        this.priorities = priorities;
    }

    PollerResources resources() {
        return resources;
    }

    CallBatch calls() {
        return calls;
    }

    List<StatusRequest> soFar() {
        return List.copyOf(requests.values());
    }

    Map<TrailKey, Priority> nextPriorities(Duration duration) {
        return requests.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().nextPriority(duration)));
    }

    CompletableFuture<Session> session(AwsIdentity identity, String region) {
        return calls.once(
                identity,
                () -> calls.submit(Priority.SIGN_IN, timeout -> resources.port().signIn(identity, region, timeout)));
    }

    CompletableFuture<String> accountId(Session session) {
        return calls.once(session, () -> calls.submit(Priority.SIGN_IN, session::accountId));
    }

    /** Adds targets to the snapshots; requests the status of new ones, and their metadata if due. Never fails. */
    CompletableFuture<Void> request(Stream<Target> targets) {
        Map<AwsIdentity, List<StatusRequest>> added = targets.map(
                        target -> new StatusRequest(target, priorities.getOrDefault(target.key(), Priority.STATUS)))
                .filter(this::isAdded)
                // The most urgent first, because a thread may take the first before the last is queued.
                .sorted(Comparator.comparing(request -> request.priority))
                .collect(Collectors.groupingBy(request -> request.target().identity()));
        return CallBatch.all(added.entrySet().stream().map(entry -> submit(entry.getKey(), entry.getValue())));
    }

    /** A request as an account that does not own the trail is replaced: CloudTrail may refuse it. */
    private boolean isAdded(StatusRequest request) {
        return request
                == requests.merge(
                        request.target().key(),
                        request,
                        (before, now) ->
                                before.target().notOwner() && !now.target().notOwner() ? now : before);
    }

    private CompletableFuture<Void> submit(AwsIdentity identity, List<StatusRequest> added) {
        return session(identity, added.get(0).target().region())
                .thenCompose(session -> CallBatch.all(added.stream().map(request -> submit(request, session))))
                .exceptionally(error -> {
                    added.forEach(request -> request.outcome = failed(error));
                    return null;
                });
    }

    private CompletableFuture<Void> submit(StatusRequest request, Session session) {
        Target target = request.target();
        CompletableFuture<Void> status = calls.submit(request.priority, timeout -> {
                    request.startedAfter = calls.elapsed();
                    // Until the call returns.
                    request.outcome = new TrailOutcome.Failed(Failure.of(FailureReason.TIMEOUT));
                    return session.trailStatus(target.arn(), target.region(), timeout);
                })
                .handle((response, error) -> {
                    request.outcome = error == null
                            ? new TrailOutcome.Observed(
                                    response, resources.clock().instant())
                            : failed(error);
                    return null;
                });
        return CallBatch.all(Stream.of(status, resources.cache().load(calls, target, session)));
    }

    private static TrailOutcome failed(Throwable error) {
        return new TrailOutcome.Failed(AwsCallException.failureOf(error));
    }

    /** The request for the status of one target in one poll, and its outcome so far. */
    static final class StatusRequest {

        private final Target target;
        private final Priority priority;

        /** Time from the start of the poll to the call. */
        private volatile Duration startedAfter = Duration.ZERO;

        private volatile TrailOutcome outcome = new TrailOutcome.Failed(Failure.of(FailureReason.NOT_RUN));

        StatusRequest(Target target, Priority priority) {
            this.target = target;
            this.priority = priority;
        }

        Target target() {
            return target;
        }

        TrailOutcome outcome() {
            return outcome;
        }

        /** A call that started late and was cut goes first: behind all others it would be cut in every poll. */
        Priority nextPriority(Duration pollDuration) {
            if (!(outcome instanceof TrailOutcome.Failed failed)) {
                return Priority.STATUS;
            }
            boolean startedLate = startedAfter.compareTo(pollDuration.dividedBy(2)) > 0;
            return switch (failed.failure().reason()) {
                case NOT_RUN -> priority.overdue();
                case TIMEOUT -> startedLate ? priority.overdue() : Priority.SUSPECT;
                default -> Priority.STATUS;
            };
        }
    }
}
