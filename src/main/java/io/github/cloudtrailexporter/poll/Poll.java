package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.poll.MetadataCache.RegionAccess;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * One poll of all trails, shared by all scrapes that wait for it. It submits all calls at once and ends when all have
 * returned, or when the latest deadline of these scrapes has passed. Its results so far can be read at any time.
 */
final class Poll {

    /** Time budgets of equal scrapes differ by the time it takes to read a request. */
    private static final Duration BUDGET_TOLERANCE = Duration.ofMillis(500);

    private final PollerResources resources;
    private final Map<TrailKey, Priority> priorities;
    private final CallBatch calls;
    private final long startedNanos;
    private final List<ListedTrailPoll> listed;
    private final DiscoveredTrailsPoll discovered;
    private final Map<TrailKey, StatusRequest> requests = new ConcurrentHashMap<>();
    private final CompletableFuture<Snapshot> result = new CompletableFuture<>();
    private volatile Deadline deadline;
    private Duration budget;
    private Duration duration = Duration.ZERO;
    private boolean cut;

    private Poll(
            PollerResources resources,
            TrailDiscovery discovery,
            Map<TrailKey, Priority> priorities,
            Deadline deadline) {
        this.resources = resources;
        this.priorities = priorities;
        this.deadline = deadline;
        this.budget = deadline.remaining();
        this.startedNanos = deadline.now();
        this.calls = new CallBatch(resources.pool(), () -> this.deadline.passed());
        this.listed = resources.plan().listedTrails().stream()
                .map(listing -> new ListedTrailPoll(listing, this))
                .toList();
        this.discovered = new DiscoveredTrailsPoll(discovery, this);
    }

    /** @param priorities of the trails that are more or less urgent than others, from {@link #nextPriorities} of the poll before */
    @SuppressWarnings("FutureReturnValueIgnored") // the poll is ended by end(), which does not fail
    static Poll start(
            PollerResources resources,
            TrailDiscovery discovery,
            Map<TrailKey, Priority> priorities,
            Deadline deadline) {
        Poll poll = new Poll(resources, discovery, priorities, deadline);
        List<CompletableFuture<Void>> parts = new ArrayList<>();
        poll.listed.forEach(listed -> parts.add(listed.start()));
        parts.add(poll.discovered.start());
        CallBatch.all(parts).whenComplete((nothing, error) -> poll.end());
        return poll;
    }

    /**
     * Lets a scrape share this poll if it is under way or recent enough. A poll that was cut short is not shared with a
     * scrape that has more time than it had.
     *
     * @return whether the scrape shares it
     */
    synchronized boolean join(Deadline scrape, Duration minInterval) {
        endIfOverdue();
        if (!result.isDone()) {
            deadline = deadline.max(scrape);
            budget = scrape.remaining().compareTo(budget) > 0 ? scrape.remaining() : budget;
            return true;
        }
        boolean recent = elapsed().compareTo(minInterval) < 0;
        boolean hasMoreTime = scrape.remaining().compareTo(budget.plus(BUDGET_TOLERANCE)) > 0;
        return recent && !(cut && hasMoreTime);
    }

    /** The snapshot of the whole poll if it ends before the deadline, else the results so far. */
    Snapshot await(Deadline scrape) {
        try {
            return result.get(scrape.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            endIfOverdue();
            return result.isDone() ? result.join() : soFar();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return soFar();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Completes when the poll has ended. */
    CompletableFuture<Snapshot> result() {
        return result;
    }

    /** Cuts the poll short if no scrape can still wait for it. */
    private synchronized void endIfOverdue() {
        if (deadline.passed() && !result.isDone()) {
            calls.end();
            end();
        }
    }

    private synchronized void end() {
        if (!result.isDone()) {
            // A call that lasts as long as the poll ends by its own timeout, shortly before it would be cut.
            cut = deadline.passed();
            duration = elapsed();
            result.completeAsync(() -> SnapshotBuilder.build(this, duration), Runnable::run);
        }
    }

    private Snapshot soFar() {
        return SnapshotBuilder.build(this, elapsed());
    }

    private Duration elapsed() {
        return Duration.ofNanos(deadline.now() - startedNanos);
    }

    /** The trails that are more or less urgent than others in the next poll, once this one has ended. */
    synchronized Map<TrailKey, Priority> nextPriorities() {
        return requests.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().nextPriority(duration)));
    }

    PollerResources resources() {
        return resources;
    }

    CallBatch calls() {
        return calls;
    }

    List<ListedTrailPoll> listed() {
        return listed;
    }

    DiscoveredTrailsPoll discovered() {
        return discovered;
    }

    /** The requests so far. */
    Map<TrailKey, StatusRequest> requests() {
        return Map.copyOf(requests);
    }

    /** The timeout of a call that starts now. */
    Duration remaining() {
        return deadline.remaining();
    }

    /** A session with these credentials, requested once per poll. */
    CompletableFuture<Session> session(AwsIdentity identity, String region) {
        return calls.once(
                identity,
                () -> calls.submit(Priority.SIGN_IN, () -> resources.port().signIn(identity, region, remaining())));
    }

    /**
     * Adds targets to this poll, which are in its snapshots from then on.
     *
     * @return the requests for those that were not in it yet, the most urgent first
     */
    List<StatusRequest> add(List<Target> targets) {
        return targets.stream()
                .map(target -> new StatusRequest(target, priorities.getOrDefault(target.key(), Priority.STATUS)))
                .filter(request -> requests.putIfAbsent(request.target().key(), request) == null)
                .sorted(Comparator.comparing(StatusRequest::priority))
                .toList();
    }

    /** Requests the status of these targets, and their metadata if that is due. Never fails. */
    CompletableFuture<Void> requestAll(Session session, List<StatusRequest> added) {
        return CallBatch.all(
                added.stream().map(request -> request(session, request)).toList());
    }

    private CompletableFuture<Void> request(Session session, StatusRequest request) {
        Target target = request.target();
        CompletableFuture<Void> status = calls.submit(request.priority(), () -> {
                    request.started(elapsed());
                    return session.trailStatus(target.arn(), target.region(), remaining());
                })
                .handle((response, error) -> {
                    request.ended(outcome(response, error));
                    return null;
                });
        return CallBatch.all(List.of(status, loadSettings(session, target), loadSelectors(session, target)));
    }

    private TrailOutcome outcome(TrailStatus response, Throwable error) {
        return error == null
                ? new TrailOutcome.Observed(response, resources.clock().instant())
                : new TrailOutcome.Failed(AwsCallException.failureOf(error));
    }

    private CompletableFuture<Void> loadSettings(Session session, Target target) {
        RegionAccess where = new RegionAccess(target.identity(), target.region());
        return resources.cache().loadSettings(calls, where, () -> session.describeTrails(where.region(), remaining()));
    }

    /** Only the home Region is certain to have them, and one request for all Regions is enough. */
    private CompletableFuture<Void> loadSelectors(Session session, Target target) {
        if (!target.isHome()) {
            return CompletableFuture.completedFuture(null);
        }
        return resources
                .cache()
                .loadSelectors(
                        calls,
                        target.identity(),
                        target.arn(),
                        () -> session.eventSelectors(target.arn(), target.region(), remaining()));
    }
}
