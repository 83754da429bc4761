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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "discovery");
        thread.setDaemon(true);
        return thread;
    });

    Discovery(PollerResources resources) {
        this.resources = resources;
        this.known = new AtomicReference<>(DiscoveredTrails.none(resources.plan()));
    }

    /**
     * Starts the first cycle, if the plan has any sources.
     *
     * @param interval time from the end of one cycle to the start of the next
     */
    @SuppressWarnings("FutureReturnValueIgnored") // runCycle() never fails
    public static Discovery start(PollerResources resources, Duration interval) {
        Discovery discovery = new Discovery(resources);
        if (resources.plan().sources().isEmpty()) {
            discovery.firstCycle.complete(null);
        } else {
            discovery.timer.scheduleWithFixedDelay(discovery::runCycle, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
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

    void runCycle() {
        runCycle(DiscoveryCycle.LONGEST_CYCLE);
    }

    /** Runs one cycle and cuts it short after this time: a call that never returns must not end discovery. */
    void runCycle(Duration limit) {
        DiscoveryCycle cycle = new DiscoveryCycle(resources, known);
        try {
            CompletableFuture<Void> done =
                    cycle.run().thenRun(() -> firstCycle.complete(null)).thenCompose(nothing -> cycle.readSelectors());
            await(done, limit);
            cycle.end();
            done.join();
        } catch (VirtualMachineError e) {
            // The timer would keep it: this handler ends the process.
            Thread.currentThread().getUncaughtExceptionHandler().uncaughtException(Thread.currentThread(), e);
        } catch (Throwable e) {
            // An exception that leaves this method would end the timer, and with it discovery.
            LOG.error("unexpected error in a discovery cycle", e);
        } finally {
            firstCycle.complete(null);
        }
    }

    private static void await(CompletableFuture<Void> done, Duration limit) {
        try {
            done.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("a discovery cycle was cut short: {}", e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        firstCycle.complete(null);
    }
}
