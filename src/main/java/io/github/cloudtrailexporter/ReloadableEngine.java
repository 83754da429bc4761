package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.CommandContext.Engine;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine of the configuration in force. A reload reads the configuration again: a good one replaces everything at
 * once, a bad one changes nothing. One engine makes the whole of a page; an engine that has been replaced is closed when
 * its last page is done.
 */
final class ReloadableEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadableEngine.class);

    private final CommandContext context;
    private final Consumer<Snapshot> afterPoll;
    private final ReloadMetrics metrics;
    private final Object reloading = new Object();
    private Engine current;

    /** Each engine once for each page that it makes, and the current one once more. */
    private final List<Engine> uses = new ArrayList<>();

    ReloadableEngine(
            CommandContext context, ExporterConfig first, Consumer<Snapshot> afterPoll, ReloadMetrics metrics) {
        this.context = context;
        this.afterPoll = afterPoll;
        this.metrics = metrics;
        replace(context.engine(first, afterPoll));
    }

    Snapshot snapshot(Deadline deadline) {
        Engine engine = use();
        try {
            return engine.poller().snapshot(deadline);
        } finally {
            release(engine);
        }
    }

    synchronized Duration pollTimeout() {
        return current.pollTimeout();
    }

    /** Returns the problems of the file, for people; none if the new configuration is in force. */
    List<String> reload() {
        synchronized (reloading) {
            try {
                Engine previous = replace(context.engine(context.read(), afterPoll));
                metrics.succeeded(Instant.now());
                LOG.atInfo().addKeyValue("config", context.name()).log("configuration reloaded");
                release(previous);
                return List.of();
            } catch (ConfigException e) {
                return failed(e.problems());
            } catch (RuntimeException e) {
                LOG.error("configuration cannot be applied", e);
                return failed(List.of(context.name() + ": cannot be applied, see the log"));
            }
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
        current.poller().close();
    }

    private synchronized Engine replace(Engine next) {
        Engine previous = current;
        current = next;
        uses.add(next);
        return previous;
    }

    private synchronized Engine use() {
        uses.add(current);
        return current;
    }

    private void release(Engine engine) {
        boolean unused;
        synchronized (this) {
            uses.remove(engine);
            unused = !uses.contains(engine);
        }
        try {
            if (unused) {
                engine.poller().close();
            }
        } catch (RuntimeException e) {
            LOG.warn("the previous configuration was not closed completely", e);
        }
    }
}
