package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ConfigException.Problem;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine of the configuration in force. A reload reads the configuration again: a good one replaces everything at
 * once, a bad one changes nothing. One engine makes the whole of a page; an engine that has been replaced is closed when
 * its last page is done.
 */
final class ReloadableEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadableEngine.class);

    private final String name;
    private final Loader loader;
    private final ReloadMetrics metrics;
    private final Object reloading = new Object();
    private Engine current;

    /** Each engine once for each page that it makes, and the current one once more. */
    private final List<Engine> uses = new ArrayList<>();

    /** Reads the configuration and makes its engine. */
    @FunctionalInterface
    interface Loader {
        Engine load() throws ConfigException;
    }

    /** @param name of the configuration, in messages */
    ReloadableEngine(String name, Engine first, Loader loader, ReloadMetrics metrics) {
        this.name = name;
        this.loader = loader;
        this.metrics = metrics;
        replace(first);
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
                Engine previous = replace(loader.load());
                metrics.succeeded(Instant.now());
                LOG.atInfo().addKeyValue("config", name).log("configuration reloaded");
                release(previous);
                return List.of();
            } catch (ConfigException e) {
                return failed(e.problems().stream().map(Problem::toString).toList());
            } catch (RuntimeException e) {
                LOG.error("configuration cannot be applied", e);
                return failed(List.of(name + ": cannot be applied, see the log"));
            }
        }
    }

    private List<String> failed(List<String> problems) {
        metrics.failed();
        LOG.atError()
                .addKeyValue("config", name)
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
