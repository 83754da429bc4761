package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.CallPool.Rank;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailOutcome.Failed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A poll and those it is shared by: for whom it will do, and the one snapshot they all get of it. */
final class SharedRun {

    /** Budgets of equal scrapes differ by the time it takes to read a request. */
    private static final Duration TOLERANCE = Duration.ofMillis(500);

    private final PollRun run;
    private volatile Duration budget;
    private Snapshot ended;

    SharedRun(PollRun run, Deadline deadline) {
        this.run = run;
        this.budget = deadline.remaining();
    }

    /**
     * Whether someone who asks now, and can wait until {@code deadline}, is answered from this poll: it is under way, or
     * it ended recently. One that was cut short will not do for somebody who brings more time than it had.
     */
    boolean answers(Deadline deadline, Duration minInterval) {
        run.endIfOverdue();
        if (!run.over()) {
            return true;
        }
        boolean recent = run.age().compareTo(minInterval) < 0;
        return recent && (!run.cut() || !bringsMore(deadline));
    }

    private boolean bringsMore(Deadline deadline) {
        return deadline.remaining().compareTo(budget.plus(TOLERANCE)) > 0;
    }

    void join(Deadline deadline) {
        if (!run.over()) {
            run.extend(deadline);
            budget = max(budget, deadline.remaining());
        }
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** Waits for the end of the poll, but no longer than until {@code deadline}, and tells what was found by then. */
    Snapshot await(Deadline deadline) {
        run.await(deadline);
        return run.over() ? ended() : SnapshotBuilder.of(run);
    }

    private synchronized Snapshot ended() {
        if (ended == null) {
            ended = SnapshotBuilder.of(run);
        }
        return ended;
    }

    /** The trails that are more or less urgent than others in the next poll. */
    Map<TrailKey, Turn> nextTurns() {
        Map<TrailKey, Turn> turns = new HashMap<>();
        run.asks().forEach((key, ask) -> {
            if (ask.outcome() instanceof Failed failed) {
                nextTurn(ask, failed.failure().reason()).ifPresent(turn -> turns.put(key, turn));
            }
        });
        return turns;
    }

    /** Whoever began late and was cut goes first: behind all others it would begin late, and be cut, for ever. */
    private Optional<Turn> nextTurn(Ask ask, FailureReason reason) {
        return switch (reason) {
            case NOT_RUN -> Optional.of(run.turn(ask.target()).overdue());
            case TIMEOUT ->
                Optional.of(run.begunLate(ask) ? run.turn(ask.target()).overdue() : Turn.of(Rank.SUSPECT));
            default -> Optional.empty();
        };
    }
}
