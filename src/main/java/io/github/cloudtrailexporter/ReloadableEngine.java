package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.SnapshotSource;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.time.Duration;

/**
 * The engine of the configuration in force. One engine makes the whole of a page; an engine that has been replaced is
 * closed when its last page is done.
 */
final class ReloadableEngine implements SnapshotSource, AutoCloseable {

    /** An engine and the number of its users, of which being in force is one. */
    private static final class Lease {
        private final Engine engine;
        private int users = 1;

        private Lease(Engine engine) {
            this.engine = engine;
        }
    }

    private Lease current;

    ReloadableEngine(Engine engine) {
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

    /** Puts this engine into force. */
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
