package io.github.cloudtrailexporter.poll.discovery;

import io.github.cloudtrailexporter.poll.PollerResources;
import io.github.cloudtrailexporter.poll.TrailDiscovery;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Discovers trails in cycles, independently of the polls. Its results can be read at any time; a poll waits for the first
 * cycle only, and no longer than its deadline.
 */
public final class Discovery implements TrailDiscovery {

    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    private final PollerResources resources;
    private final AtomicReference<DiscoveredTrails> known;
    private final CompletableFuture<Void> firstCycle = new CompletableFuture<>();
    private final Duration interval;
    private final Thread thread = new Thread(this::runCycles, "discovery");

    Discovery(PollerResources resources, Duration interval) {
        this.resources = resources;
        this.known = new AtomicReference<>(DiscoveredTrails.none(resources.plan()));
        this.interval = interval;
        thread.setDaemon(true);
    }

    /** Starts, if the plan has sources. The interval is the time from the end of one cycle to the start of the next. */
    public static Discovery start(PollerResources resources, Duration interval) {
        Discovery discovery = new Discovery(resources, interval);
        if (resources.plan().sources().isEmpty()) {
            discovery.firstCycle.complete(null);
        } else {
            discovery.thread.start();
        }
        return discovery;
    }

    @Override
    public CompletableFuture<Void> firstCycle() {
        return firstCycle;
    }

    @Override
    public Collection<Target> targets() {
        return known.get().targets();
    }

    @Override
    public Collection<DiscoveryReport> reports() {
        return known.get().reports(resources.cache());
    }

    @Override
    public Map<String, String> accountNames() {
        return known.get().accountNames();
    }

    private void runCycles() {
        try {
            while (true) {
                runCycle();
                Thread.sleep(interval.toMillis());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    void runCycle() {
        runCycle(DiscoveryCycle.LONGEST_CYCLE);
    }

    /** Runs one cycle and cuts it short after this time: a call that never returns must not end discovery. */
    void runCycle(Duration limit) {
        DiscoveryCycle cycle = new DiscoveryCycle(resources, known);
        CompletableFuture<Void> done = cycle.run()
                .whenComplete((nothing, error) -> firstCycle.complete(null))
                .thenCompose(nothing -> cycle.readSelectors());
        try {
            done.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.warn("a discovery cycle was cut short after {} s", limit.toSeconds());
        } catch (ExecutionException e) {
            LOG.error("unexpected error in a discovery cycle", e);
        }
        cycle.end();
        done.exceptionally(error -> null).join();
    }

    @Override
    public void close() {
        thread.interrupt();
        firstCycle.complete(null);
    }
}
