package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CallPool.Batch;
import io.github.cloudtrailexporter.poll.CallPool.Rank;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailOutcome;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * One poll under way. It asks for everything at once, within the concurrency there is, and ends when all have answered
 * or the last of those who wait for it can wait no longer. What it has found can be read at any time.
 */
final class PollRun {

    private final PollContext context;
    private final Map<TrailKey, Turn> turns;
    private final Batch calls;
    private final DueLookups lookups;
    private final long startedNanos = System.nanoTime();
    private final Map<TrailKey, Ask> asks = new ConcurrentHashMap<>();
    private final Map<AwsIdentity, CompletableFuture<CloudTrailPort.Session>> sessions = new ConcurrentHashMap<>();
    private final List<ListingRun> listings;
    private final DiscoveredRun discovered;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile Deadline deadline;
    private volatile long endedNanos;
    private volatile boolean cut;

    /** @param turns of the trails that are more or less urgent than others, by how the poll before ended for them */
    @SuppressWarnings("FutureReturnValueIgnored") // what ends the poll is end(), which cannot fail
    PollRun(PollContext context, Map<TrailKey, Turn> turns, Deadline deadline) {
        this.context = context;
        this.turns = turns;
        this.deadline = deadline;
        this.calls = context.equipment().pool().batch(() -> this.deadline.passed());
        this.lookups = new DueLookups(context.lookups(), calls, this::remaining);
        this.listings = context.listings().stream()
                .map(listing -> new ListingRun(listing, this))
                .toList();
        Stream<CompletableFuture<Void>> listed = listings.stream().map(ListingRun::start);
        this.discovered = new DiscoveredRun(context.discovery(), this);
        all(Stream.concat(listed, Stream.of(discovered.start())).toList()).whenComplete((nothing, error) -> end());
    }

    private synchronized void end() {
        if (!done.isDone()) {
            // Calls that may take as long as the poll end with it, each by itself, a moment before they would be cut.
            cut |= deadline.passed();
            endedNanos = System.nanoTime();
            done.complete(null);
        }
    }

    static CompletableFuture<Void> all(Collection<? extends CompletableFuture<?>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }

    static Failure failureOf(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof AwsCallException ask ? ask.failure() : Failure.of(FailureReason.INTERNAL);
    }

    PollContext context() {
        return context;
    }

    Batch calls() {
        return calls;
    }

    DueLookups lookups() {
        return lookups;
    }

    List<ListingRun> listings() {
        return listings;
    }

    DiscoveredRun discovered() {
        return discovered;
    }

    Map<TrailKey, Ask> asks() {
        return asks;
    }

    Duration remaining() {
        return deadline.remaining();
    }

    /** Someone waits for this poll until {@code until}; returns then, or as soon as the poll is over. */
    void await(Deadline until) {
        try {
            done.get(until.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            endIfOverdue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the poll go on for someone who can wait longer. */
    void extend(Deadline until) {
        deadline = deadline.max(until);
    }

    /** Cuts the poll short if nobody can be waiting for it any more. */
    void endIfOverdue() {
        if (deadline.passed() && !over()) {
            cut = true;
            calls.end();
            end();
        }
    }

    boolean over() {
        return done.isDone();
    }

    /** Whether it ended because time was over, not because all had answered. */
    boolean cut() {
        return cut;
    }

    /** Whether its turn came so late that a slow answer is no sign of a call that hangs. */
    boolean begunLate(Ask ask) {
        return ask.startedNanos() != 0
                && ask.startedNanos() - startedNanos > duration().toNanos() / 2;
    }

    Duration duration() {
        return Duration.ofNanos((over() ? endedNanos : System.nanoTime()) - startedNanos);
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Credentials, got once for everybody in this poll who needs the same ones. */
    CompletableFuture<CloudTrailPort.Session> session(AwsIdentity identity, String region) {
        return sessions.computeIfAbsent(
                identity,
                who -> calls.submit(
                        Rank.SIGN_IN, () -> context.equipment().port().signIn(who, region, remaining())));
    }

    /** Asks about all of them, the most urgent first: a thread may be free before the last of them is in the queue. */
    CompletableFuture<Void> askAll(CloudTrailPort.Session session, List<Target> targets) {
        return all(targets.stream()
                .sorted(Comparator.comparing(target -> turn(target)))
                .map(target -> ask(session, target))
                .toList());
    }

    Turn turn(Target target) {
        return turns.getOrDefault(target.key(), Turn.of(Rank.STATUS));
    }

    /** Asks about the target, unless somebody has asked already, and looks up its settings if they are due. */
    CompletableFuture<Void> ask(CloudTrailPort.Session session, Target target) {
        Ask ask = new Ask(target);
        if (asks.putIfAbsent(target.key(), ask) != null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> answered = calls.submit(turn(target), () -> {
                    ask.started();
                    return session.trailStatus(target.arn(), target.region(), remaining());
                })
                .handle((status, error) -> {
                    ask.ended(outcome(status, error));
                    return null;
                });
        Lookups.Place place = new Lookups.Place(target.identity(), target.region());
        return CompletableFuture.allOf(answered, lookups.settings(session, place));
    }

    /** The target's credentials could not be had. */
    CompletableFuture<Void> cannotAsk(Target target, Failure failure) {
        Ask ask = new Ask(target);
        ask.ended(new TrailOutcome.Failed(failure));
        asks.putIfAbsent(target.key(), ask);
        return CompletableFuture.completedFuture(null);
    }

    private TrailOutcome outcome(TrailStatus status, Throwable error) {
        return error == null
                ? new TrailOutcome.Observed(status, context.clock().instant())
                : new TrailOutcome.Failed(failureOf(error));
    }
}
