package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private final TrailDiscovery discovery;
    private final CompletableFuture<Snapshot> result = new CompletableFuture<>();
    private Duration budget;
    private Duration duration = Duration.ZERO;
    private boolean cut;

    /** @param priorities {@link #nextPriorities} of the poll before */
    Poll(PollerResources resources, TrailDiscovery discovery, Map<TrailKey, Priority> priorities, Deadline deadline) {
        this.budget = deadline.remaining();
        this.calls = new CallBatch(resources.pool(), deadline);
        this.requests = new TrailRequests(resources, calls, priorities);
        this.listed = resources.plan().listedTrails().stream()
                .map(listing -> new ListedTrailPoll(listing, requests))
                .toList();
        this.discovery = discovery;
    }

    /** Requests the listed trails, the discovered ones, and those that the end of the first discovery cycle adds. */
    @SuppressWarnings("FutureReturnValueIgnored") // the poll is ended by end(), which does not fail
    CompletableFuture<Snapshot> start() {
        CompletableFuture<Void> allListed = CallBatch.all(listed.stream().map(ListedTrailPoll::start));
        CompletableFuture<Void> knownNow = requestDiscovered();
        CompletableFuture<Void> knownLater = discovery.firstCycle().thenCompose(nothing -> requestDiscovered());
        CallBatch.all(Stream.of(allListed, knownNow, knownLater)).whenComplete((nothing, error) -> end());
        return result;
    }

    /**
     * A trail that is also listed is polled as the list specifies. Until the account and the Regions of a listing are known,
     * which may be during the first poll, the identity that polls it is not certain; but it is polled once.
     */
    private CompletableFuture<Void> requestDiscovered() {
        Set<TrailKey> alsoListed =
                listed.stream().flatMap(listing -> listing.keys().stream()).collect(Collectors.toSet());
        return requests.request(discovery.targets().stream().filter(target -> !alsoListed.contains(target.key())));
    }

    /**
     * Lets a scrape share this poll and returns true, if it is under way or recent enough. A poll that was cut short is not
     * shared with a scrape that has more time than it had.
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
            return result.isDone() ? result.join() : snapshot(calls.elapsed());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return snapshot(calls.elapsed());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Cuts the poll short if no scrape can still wait for it. */
    private synchronized void endIfOverdue() {
        if (calls.deadline().passed() && !result.isDone()) {
            calls.end();
            end();
        }
    }

    private synchronized void end() {
        if (!result.isDone()) {
            // A call that lasts as long as the poll ends by its own timeout, shortly before it would be cut.
            cut = calls.deadline().passed();
            duration = calls.elapsed();
            result.completeAsync(() -> snapshot(duration), Runnable::run);
        }
    }

    private Snapshot snapshot(Duration pollDuration) {
        return SnapshotBuilder.build(requests, listed, discovery, pollDuration);
    }

    /** The priorities of the trails in the next poll, once this one has ended. */
    synchronized Map<TrailKey, Priority> nextPriorities() {
        return requests.nextPriorities(duration);
    }
}
