package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.trail.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poller of the configuration in force. A reload reads the configuration again: a good one replaces everything at
 * once, a bad one changes nothing. One poller makes the whole of a page; a poller that has been replaced is closed when
 * its last page is done.
 */
final class ReloadablePoller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadablePoller.class);

    private final CommandContext context;
    private final Consumer<Snapshot> afterPoll;
    private final ReloadMetrics metrics;
    private final Object reloading = new Object();
    private Poller current;
    private Duration pollTimeout;

    /** Each poller once for each page that it makes, and the current one once more. */
    private final List<Poller> uses = new ArrayList<>();

    ReloadablePoller(
            CommandContext context, ExporterConfig first, Consumer<Snapshot> afterPoll, ReloadMetrics metrics) {
        this.context = context;
        this.afterPoll = afterPoll;
        this.metrics = metrics;
        replace(first);
    }

    Snapshot snapshot(Deadline deadline) {
        Poller poller = use();
        try {
            return poller.snapshot(deadline);
        } finally {
            release(poller);
        }
    }

    synchronized Duration pollTimeout() {
        return pollTimeout;
    }

    /** Returns the problems of the file, for people; none if the new configuration is in force. */
    List<String> reload() {
        synchronized (reloading) {
            try {
                Poller previous = replace(context.read());
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
        current.close();
    }

    private Poller replace(ExporterConfig config) {
        // Outside the lock, because it takes time and the pages of the previous poller must not wait.
        Poller next = context.poller(config, afterPoll);
        synchronized (this) {
            Poller previous = current;
            current = next;
            pollTimeout = config.poll().timeout();
            uses.add(next);
            return previous;
        }
    }

    private synchronized Poller use() {
        uses.add(current);
        return current;
    }

    private void release(Poller poller) {
        boolean unused;
        synchronized (this) {
            uses.remove(poller);
            unused = !uses.contains(poller);
        }
        try {
            if (unused) {
                poller.close();
            }
        } catch (RuntimeException e) {
            LOG.warn("the previous configuration was not closed completely", e);
        }
    }
}
