package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Polls AWS when a snapshot is asked for. Those who ask together share one poll, and those who ask soon after are
 * answered from it.
 */
public final class Poller implements SnapshotSource, AutoCloseable {

    private final PollContext context;
    private final Duration minInterval;
    private Optional<SharedRun> last = Optional.empty();

    /**
     * Begins discovery, if the plan has any; does not poll yet.
     *
     * @param port is closed with this poller
     */
    public Poller(CloudTrailPort port, Plan plan, PollSettings settings, Clock clock) {
        this.minInterval = settings.minInterval();
        CallPool pool = new CallPool(settings.concurrency());
        Lookups lookups = new Lookups(settings.lookupInterval());
        Equipment equipment = new Equipment(port, pool, lookups, plan.shard(), plan.region());
        Discovery discovery = new Discovery(plan.sources(), equipment);
        this.context = new PollContext(equipment, plan.listedTrails(), discovery, clock);
        discovery.start(settings.lookupInterval());
    }

    Discovery discovery() {
        return context.discovery();
    }

    @Override
    public Snapshot snapshot(Deadline deadline) {
        return joinOrStart(deadline).await(deadline);
    }

    /** Stops polls under way; whoever waits for one gets what there is. */
    @Override
    public void close() {
        context.discovery().close();
        context.equipment().pool().close();
        context.equipment().port().close();
    }

    private synchronized SharedRun joinOrStart(Deadline deadline) {
        SharedRun run =
                last.filter(before -> before.answers(deadline, minInterval)).orElseGet(() -> start(deadline));
        run.join(deadline);
        last = Optional.of(run);
        return run;
    }

    private SharedRun start(Deadline deadline) {
        Map<TrailKey, Turn> turns = last.map(SharedRun::nextTurns).orElse(Map.of());
        return new SharedRun(new PollRun(context, turns, deadline), deadline);
    }
}
