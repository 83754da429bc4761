package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ConfigException.Problem;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.SnapshotSource;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine of the configuration in force. A reload reads the configuration again: a good one replaces everything at
 * once, a bad one changes nothing. One engine makes the whole of a page; an engine that has been replaced is closed when
 * its last page is done.
 */
final class ReloadableEngine implements SnapshotSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadableEngine.class);

    /** An engine and the number of its users, of which being in force is one. */
    private static final class Lease {
        private final Engine engine;
        private int users = 1;

        private Lease(Engine engine) {
            this.engine = engine;
        }
    }

    private final CommandContext context;
    private final ReloadMetrics metrics;
    private final Object reloading = new Object();
    private Lease current;

    ReloadableEngine(Engine engine, CommandContext context, ReloadMetrics metrics) {
        this.current = new Lease(engine);
        this.context = context;
        this.metrics = metrics;
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

    /** Returns the problems of the file, for people; none if the new configuration is in force. */
    List<String> reload() {
        synchronized (reloading) {
            try {
                giveBack(put(context.engines().create(context.read())));
            } catch (ConfigException e) {
                return failed(e.problems().stream().map(Problem::toString).toList());
            } catch (RuntimeException e) {
                LOG.error("configuration cannot be applied", e);
                return failed(List.of(context.name() + ": cannot be applied, see the log"));
            }
            metrics.succeeded(context.engines().clock().instant());
            LOG.atInfo().addKeyValue("config", context.name()).log("configuration reloaded");
            return List.of();
        }
    }

    private List<String> failed(List<String> problems) {
        metrics.failed();
        LOG.atError()
                .addKeyValue("config", context.name())
                .addKeyValue("problems", String.join("; ", problems))
                .log("configuration not reloaded, the previous one stays in force");
        return problems;
    }

    @Override
    public synchronized void close() {
        current.engine.close();
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
