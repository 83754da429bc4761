package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One poll of all trails, shared by all scrapes that wait for it. It submits all calls at once and ends when all have
 * returned, or when the latest deadline of these scrapes has passed. Its results so far can be read at any time.
 */
final class Poll {

    /** Time budgets of equal scrapes differ by the time it takes to read a request. */
    private static final Duration BUDGET_TOLERANCE = Duration.ofMillis(500);

    private final CallBatch calls;
    private final TrailRequests requests;
    private final List<ListedTrailPoll> listed;
    private final DiscoveredTrailsPoll discovered;
    private final CompletableFuture<Snapshot> result = new CompletableFuture<>();
    private Duration budget;
    private Duration duration = Duration.ZERO;
    private boolean cut;

    private Poll(
            PollerResources resources,
            TrailDiscovery discovery,
            Map<TrailKey, Priority> priorities,
            Deadline deadline) {
        this.budget = deadline.remaining();
        this.calls = new CallBatch(resources.pool(), deadline);
        this.requests = new TrailRequests(resources, calls, priorities);
        this.listed = resources.plan().listedTrails().stream()
                .map(listing -> new ListedTrailPoll(listing, requests))
                .toList();
        this.discovered = new DiscoveredTrailsPoll(discovery, listed, requests);
    }

    /** @param priorities {@link #nextPriorities} of the poll before */
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
            calls.extend(scrape);
            budget = scrape.remaining().compareTo(budget) > 0 ? scrape.remaining() : budget;
            return true;
        }
        boolean recent = calls.elapsed().compareTo(minInterval) < 0;
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
        if (calls.isOverdue() && !result.isDone()) {
            calls.end();
            end();
        }
    }

    private synchronized void end() {
        if (!result.isDone()) {
            // A call that lasts as long as the poll ends by its own timeout, shortly before it would be cut.
            cut = calls.isOverdue();
            duration = calls.elapsed();
            result.completeAsync(() -> SnapshotBuilder.build(this, duration), Runnable::run);
        }
    }

    private Snapshot soFar() {
        return SnapshotBuilder.build(this, calls.elapsed());
    }

    /** The priorities of the trails in the next poll, once this one has ended. */
    synchronized Map<TrailKey, Priority> nextPriorities() {
        return requests.nextPriorities(duration);
    }

    TrailRequests requests() {
        return requests;
    }

    List<ListedTrailPoll> listed() {
        return listed;
    }

    DiscoveredTrailsPoll discovered() {
        return discovered;
    }
}
