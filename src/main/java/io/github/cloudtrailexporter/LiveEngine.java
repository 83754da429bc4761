package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.SnapshotSource;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.time.Duration;

/**
 * The engine of the configuration in force. A page is made by one engine from beginning to end; an engine that has been
 * replaced is closed when its last page is done.
 */
final class LiveEngine implements SnapshotSource, AutoCloseable {

    /** An engine and those who use it: the configuration in force counts as one. */
    private static final class Lease {
        private final Engine engine;
        private int users = 1;

        private Lease(Engine engine) {
            this.engine = engine;
        }
    }

    private Lease current;

    LiveEngine(Engine engine) {
        current = new Lease(engine);
    }

    @Override
    public Snapshot snapshot(Deadline deadline) {
        Lease lease = take();
        try {
            return lease.engine.snapshot(deadline);
        } finally {
            giveBack(lease);
        }
    }

    synchronized Duration pollTimeout() {
        return current.engine.pollTimeout();
    }

    /** From now on this one. */
    void replace(Engine next) {
        giveBack(put(next));
    }

    @Override
    public void close() {
        Lease last;
        synchronized (this) {
            last = current;
        }
        last.engine.close();
    }

    private synchronized Lease put(Engine next) {
        Lease before = current;
        current = new Lease(next);
        return before;
    }

    private synchronized Lease take() {
        current.users++;
        return current;
    }

    private void giveBack(Lease lease) {
        boolean unused;
        synchronized (this) {
            lease.users--;
            unused = lease.users == 0;
        }
        if (unused) {
            lease.engine.close();
        }
    }
}
